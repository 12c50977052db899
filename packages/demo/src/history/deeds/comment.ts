import type { Comment, Place } from '../cast/worker.ts';
import { remarks } from '../words/work-words.ts';
import type { DeedsOf, Scene } from './deed.ts';
import { appeared, changed, vanished } from './field-changes.ts';
import type { Told } from './told.ts';
import { toldOfTask, withTask } from './with-task.ts';

/** Of a project: only the latest are looked at again. */
const MOST_RECENT = 10;

const told = (
  action: Told['action'],
  { id, task, body }: Comment,
  project: Place,
  changes: object,
): Told => ({
  entity_type: 'comment',
  action,
  entity_id: id,
  entity_name: task.name,
  project_id: project.id,
  extra_data: { task_id: task.id, excerpt: body, changes },
});

/** A comment, told of itself and of its task. */
export const writeComment = withTask((task, { project, world, random }) => {
  const comment = { id: world.nextId(), task, body: random.pick(remarks) };
  project.comments.push(comment);
  if (project.comments.length > MOST_RECENT) project.comments.shift();
  const { id, body } = comment;
  return [
    told('created', comment, project, appeared({ body })),
    toldOfTask('commented', task, project, { excerpt: body, changes: appeared({ comments: id }) }),
  ];
});

function update(scene: Scene): readonly Told[] {
  const { project, random } = scene;
  if (project.comments.length === 0) return writeComment(scene);
  const comment = random.pickLate(project.comments);
  const before = comment.body;
  comment.body = random.pick(remarks.filter((remark) => remark !== before));
  return [told('updated', comment, project, changed('body', before, comment.body))];
}

function remove(scene: Scene): readonly Told[] {
  const { project } = scene;
  const comment = project.comments.pop();
  if (!comment) return writeComment(scene);
  return [told('deleted', comment, project, vanished({ body: comment.body }))];
}

export const commentDeeds: DeedsOf<'comment'> = {
  created: { share: 60, tell: writeComment },
  updated: { share: 10, tell: update },
  deleted: { share: 4, tell: remove },
};
