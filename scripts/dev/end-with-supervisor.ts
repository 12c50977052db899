// Loaded before a program that knows nothing of its supervisor: lets it end with it, and in its order.
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
process.send?.('ready');
