import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';

/** Why a form was refused, where no single field is to blame. */
export const FormRefusal = ({ message }: { message: ReactNode }) =>
  message ? <Alert color="red">{message}</Alert> : null;
