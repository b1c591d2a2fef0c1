import { type FormEvent, useEffect, useRef, useState } from 'react';
import { asProblem } from '../api/client.ts';
import { useApp } from '../context.ts';
import { LOGO } from '../ui/logo.ts';
import { signInFault } from './sign-in-fault.ts';

/** Name and password; says what went wrong and when to try again. */
export function SignIn({ notice }: { notice?: string | undefined }) {
  const { actions } = useApp();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const [seconds, setSeconds] = useState(0);
  const username = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => username.current?.focus(), []);
  useEffect(() => {
    if (seconds <= 0) return;
    const timer = setTimeout(() => setSeconds(seconds - 1), 1000);
    return () => clearTimeout(timer);
  }, [seconds]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || seconds > 0) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFault(undefined);
    try {
      await actions.signIn(String(form.get('username') ?? '').trim(), String(form.get('password') ?? ''));
    } catch (thrown) {
      const problem = asProblem(thrown);
      setFault(signInFault(problem));
      setSeconds(problem.status === 429 ? (problem.retryAfter ?? 30) : 0);
      setBusy(false);
      password.current?.select();
    }
  }

  const said = seconds > 0 ? `Too many attempts. Try again in ${seconds} s.` : fault;
  return (
    <main className="mx-auto w-full max-w-[21rem] px-4 pt-[16vh]">
      <img src={LOGO} alt="" width={28} height={28} />
      <h1 className="mt-4 text-20 font-semibold">Sign in to Sophia</h1>
      <p className="mt-1 text-muted">{notice ?? 'Ask about your data in plain words.'}</p>
      <form className="mt-6 grid gap-4" onSubmit={submit} noValidate>
        <label className="grid gap-1 font-semibold">
          Name
          <input
            name="username"
            className="field font-normal"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            ref={username}
            required
          />
        </label>
        <label className="grid gap-1 font-semibold">
          Password
          <input
            ref={password}
            name="password"
            type="password"
            className="field font-normal"
            autoComplete="current-password"
            required
            aria-describedby="sign-in-fault"
          />
        </label>
        <button type="submit" className="button-primary" disabled={busy || seconds > 0}>
          {busy ? 'Signing in' : 'Sign in'}
        </button>
        <p id="sign-in-fault" role="alert" className="min-h-10 text-red">
          {said}
        </p>
      </form>
    </main>
  );
}
