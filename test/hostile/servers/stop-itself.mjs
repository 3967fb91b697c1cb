// Stops itself, so that nothing it is sent is ever read.
process.kill(process.pid, 'SIGSTOP');
setInterval(() => undefined, 1000);
