import { asIs } from '../../language.ts';
import { readCommand } from '../../launch/command-output.ts';
import { type Probe, ProbeError } from '../../suite/probe/probe.ts';

/** ms. The state is read between two deliveries, so it must be quick to read. */
const usualTimeout = 5000;

/**
 * Reads the state that a shell command prints.
 * @param cwd where it runs. Default: our own working directory
 */
export function commandProbe(command: string, cwd?: string, timeout = usualTimeout): Probe {
  return {
    async read() {
      try {
        return await readCommand({
          command,
          label: { zh: '探针命令', en: 'the probe command' },
          timeout,
          ...(cwd !== undefined && { cwd }),
        });
      } catch (error) {
        throw new ProbeError(asIs((error as Error).message.replace(/[.。]$/, '')));
      }
    },
    close: async () => undefined,
  };
}
