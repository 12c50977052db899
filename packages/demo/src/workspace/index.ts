export { type Demo, fillDemo } from './fill-demo.ts';
