import { Text } from '@mantine/core';
import {
  hashFromBase64,
  hashToBase64,
  inclusionParts,
  type LeafRange,
  type PathStep,
  wayToRoot,
} from '@timetracker/log';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import type { LeafWay } from './check-proof.ts';
import { CopyHash } from './copy-hash.tsx';
import classes from './proof.module.css';

/**
 * The way from the leaf to the root, drawn: on each level the activity's own hash and the one beside it, as they stand in
 * the tree.
 */
export function PathLevels({ proof }: { proof: LeafWay }) {
  const steps = readSteps(proof);
  if (!steps) return <Text size="sm">{t('proof.path.none')}</Text>;
  if (steps.length === 0) return <Text size="sm">{t('proof.path.alone')}</Text>;
  const { index, checkpoint } = proof;
  const parts = inclusionParts(index, checkpoint.size);
  const own = [proof.leaf_hash, ...steps.map(({ node }) => hashToBase64(node))];
  const root = own.at(-1) ?? '';
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('proof.path.lead')}
      </Text>
      <ol className={classes['levels']}>
        {steps.map((step, level) => (
          <Level
            key={own[level]}
            name={level === 0 ? t('proof.path.leaf', { id: index + 1 }) : t('proof.path.level', { level })}
          >
            <Pair own={own[level] ?? ''} step={step} part={parts[level]} />
          </Level>
        ))}
        <Level name={t('proof.path.root', { last: checkpoint.size })}>
          <div className={classes['top']}>
            <Own hash={root} isWrong={root !== checkpoint.root} />
          </div>
        </Level>
      </ol>
    </>
  );
}

const Level = ({ name, children }: { name: string; children: ReactNode }) => (
  <li className={classes['level']}>
    <Text size="xs" fw={600} className={classes['name'] ?? ''}>
      {name}
    </Text>
    {children}
  </li>
);

function Pair({ own, step, part }: { own: string; step: PathStep; part: LeafRange | undefined }) {
  const beside = (
    <div className={classes['node']}>
      <span className={classes['role']}>{t(`proof.path.${step.side}`)}</span>
      <CopyHash hash={hashToBase64(step.beside)} />
      <span className={classes['covers']}>{covers(part)}</span>
    </div>
  );
  return (
    <div className={classes['pair']}>
      {step.side === 'left' && beside}
      <Own hash={own} />
      {step.side === 'right' && beside}
    </div>
  );
}

const Own = ({ hash, isWrong = false }: { hash: string; isWrong?: boolean }) => (
  <div className={classes['node']} data-own={isWrong ? 'wrong' : ''}>
    <span className={classes['role']}>{t('proof.path.own')}</span>
    <CopyHash hash={hash} />
    {isWrong && t('proof.path.not_stated')}
  </div>
);

const covers = (part: LeafRange | undefined) =>
  part && t('proof.path.covers', { first: part.start + 1, last: part.end, count: part.end - part.start });

/** The way as far as it is one. */
function readSteps({ leaf_hash, index, path, checkpoint }: LeafWay): PathStep[] | undefined {
  const [leaf, ...beside] = [leaf_hash, ...path].map(hashFromBase64);
  const hashes = beside.filter((hash) => hash !== undefined);
  if (leaf === undefined || hashes.length !== path.length) return undefined;
  return wayToRoot({ leaf, index, size: checkpoint.size, path: hashes });
}
