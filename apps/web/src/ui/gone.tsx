import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { errorBodyOf } from '../api/api-error.ts';
import { Page } from './page.tsx';

/** Whether the API knows no such thing, or none that is for this person: it does not tell which. */
export const isNotFound = (error: unknown): boolean => errorBodyOf(error)?.error === 'Not found';

interface GoneProps {
  title: string;
  why: string;
  /** Where to go on from here. */
  to: string;
  label: string;
}

/** The page of a thing that is not there, or not for this person. */
export const Gone = ({ title, why, to, label }: GoneProps) => (
  <Page title={title}>
    <Text mb="md">{why}</Text>
    <Link to={to}>{label}</Link>
  </Page>
);
