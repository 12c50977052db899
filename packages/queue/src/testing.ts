export { lose } from './test-backend.ts';
export { startTestProxy } from './test-proxy.ts';
export { startTestRedis, type TestRedis } from './test-redis.ts';
