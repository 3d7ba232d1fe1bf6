/**
 * Follows a Dockerfile without Docker: each stage a folder, each step as written in the file. It is no container: the
 * machine's own programs run.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Steps that would change the machine itself: what they would bring is said, and whether it is there. */
const OF_THE_MACHINE = /^(apt-get|install) /;

/** Where programs are, and npm's packages: the image would have the first and the network the second. */
const PASSED =
  /^(PATH|HOME|LANG|TMPDIR|NODE_EXTRA_CA_CERTS|(https?|no)_proxy|npm_config_(registry|cache|cafile|https?-?proxy|proxy|userconfig|globalconfig))$/i;
const OF_THIS_MACHINE = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => PASSED.test(name))),
  npm_config_prefer_offline: 'true',
};

/** @returns {{ name: string, words: string }[]} instructions in order, lines that end with a backslash joined */
export function instructions(text) {
  return text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line))
    .map((line) => {
      const [, name, words] = /^([A-Z]+) +(.*)$/.exec(line);
      return { name, words };
    });
}

/** What Docker would be sent: what .dockerignore, a list of exceptions to "*", lets through. */
export function context(folder) {
  const lines = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (lines.shift() !== '*' || lines.some((line) => !/^![\w.-]+$/.test(line)))
    throw new Error('.dockerignore is more than a list of what is let through');
  for (const line of lines) cpSync(line.slice(1), join(folder, line.slice(1)), { recursive: true });
}

/** Copies as COPY does: a folder's content, a file into a folder that is named with a slash, or under another name. */
function copy(from, to) {
  if (!existsSync(from)) throw new Error(`COPY: ${from} is not there`);
  mkdirSync(to, { recursive: true });
  cpSync(from, statSync(from).isDirectory() ? to : join(to, basename(from)), {
    recursive: true,
    verbatimSymlinks: true,
  });
}

class Stage {
  environment = {};
  folder = '/';
  notRun = [];
  constructor(root) {
    this.root = root;
  }
  at(path) {
    return join(this.root, path.startsWith('/') ? path : join(this.folder, path));
  }
}

/**
 * @param text of the Dockerfile
 * @param folder for the stages, empty
 * @returns the last stage: where its files are, its environment, working folder, command, check and user, and the steps
 * that were not run
 */
export async function follow(text, folder, tell) {
  const sent = join(folder, 'context');
  mkdirSync(sent, { recursive: true });
  context(sent);
  const stages = new Map();
  let stage;
  for (const { name, words } of instructions(text)) {
    const began = performance.now();
    let outcome = 'done';
    switch (name) {
      case 'FROM': {
        const as = / AS (\w+)$/.exec(words)?.[1] ?? String(stages.size);
        stages.set(as, (stage = new Stage(join(folder, `stage-${as}`))));
        mkdirSync(stage.root);
        outcome = `not pulled: ${process.version} of this machine`;
        break;
      }
      case 'WORKDIR':
        stage.folder = words;
        mkdirSync(stage.at('.'), { recursive: true });
        break;
      case 'ENV':
        for (const pair of words.split(' ')) stage.environment[pair.split('=')[0]] = pair.split('=')[1];
        break;
      case 'COPY': {
        const from = /^--from=(\w+) /.exec(words)?.[1];
        const paths = words.replace(/^--from=\w+ /, '').split(' ');
        const to = stage.at(paths.pop());
        for (const path of paths) copy(from ? stages.get(from).at(path) : join(sent, path), to);
        break;
      }
      case 'RUN':
        if (OF_THE_MACHINE.test(words)) {
          stage.notRun.push(words);
          outcome = 'not run here';
        } else {
          await run('sh', ['-c', words], {
            cwd: stage.at('.'),
            env: { ...OF_THIS_MACHINE, ...stage.environment },
            maxBuffer: 1 << 24,
          });
        }
        break;
      case 'USER':
        stage.user = words;
        break;
      case 'EXPOSE':
        break;
      case 'HEALTHCHECK':
        stage.check = JSON.parse(words.slice(words.indexOf('[')));
        break;
      case 'CMD':
        stage.command = JSON.parse(words);
        break;
      default:
        throw new Error(`${name}: this step is not known here`);
    }
    tell(`${name} ${words.slice(0, 90)}: ${outcome}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  return stage;
}
