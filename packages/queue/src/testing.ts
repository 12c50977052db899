export { startTestProxy, type TestProxy } from './test-proxy.ts';
export { startTestRedis, type TestRedis } from './test-redis.ts';
export { lose } from './test-backend.ts';
