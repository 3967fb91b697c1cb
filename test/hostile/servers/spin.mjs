// Burns the processor.
for (;;);
