// Says nothing.
setInterval(() => undefined, 1000);
