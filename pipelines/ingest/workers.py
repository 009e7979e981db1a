"""Documents are read in processes of their own, several at a time, within limits.

A document that hangs, crashes or takes too much memory ends its process and is told as
unreadable; the others go on. Figure sheets are small and plain, so they are read
without a process. A worker is a fresh interpreter that imports the readers only.
"""

import os
import pickle
import queue
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NamedTuple

from pipelines.errors import UnreadableDocumentError
from pipelines.ingest.printed import ReadDocument
from pipelines.ingest.readers import FIGURE_SHEETS, reader_named

LARGEST_READ_HERE = 5_000_000
GRACE_SECONDS = 5
PROJECT_FOLDER = Path(__file__).resolve().parents[2]
# How Python, C++ and Rust say that there is no more.
OUT_OF_MEMORY = ("MemoryError", "bad_alloc", "out of memory", "memory allocation of")
SERVE = "from pipelines.ingest.workers import serve; serve()"

_LENGTH = struct.Struct("!Q")

OnProgress = Callable[[int, int, str], None]


class Limits(NamedTuple):
    """What the reading of one document may take."""

    seconds: float = 120.0
    memory_mb: int = 2048


USUAL_LIMITS = Limits()


class Job(NamedTuple):
    """A document to be read, and the name of its reader."""

    path: Path
    reader: str


class Answer(NamedTuple):
    """What came of a job: a document, or why there is none and what to do."""

    document: ReadDocument | None = None
    problem: str | None = None
    seconds: float = 0.0


def read_documents(
    jobs: Sequence[Job],
    limits: Limits = USUAL_LIMITS,
    on_progress: OnProgress | None = None,
) -> Iterator[tuple[int, Answer]]:
    """Read documents, and pass on what came of each job, by its place among the jobs.

    They come as they are done, in any order; ``on_progress`` is told how many are done,
    of how many, and the name of the last.
    """
    with _Crew(limits) as crew:
        here = [at for at, job in enumerate(jobs) if _is_read_here(job)]
        crew.begin({at: job for at, job in enumerate(jobs) if at not in set(here)})
        for done, (at, reading) in enumerate(_readings(jobs, here, crew), start=1):
            if on_progress:
                on_progress(done, len(jobs), storable(jobs[at].path.name))
            yield at, reading


def _readings(
    jobs: Sequence[Job], here: list[int], crew: "_Crew"
) -> Iterator[tuple[int, Answer]]:
    for at in here:
        yield at, read_document(jobs[at])
    for _ in range(len(jobs) - len(here)):
        yield crew.results.get()


def _is_read_here(job: Job) -> bool:
    return job.reader == FIGURE_SHEETS.name and _size(job.path) <= LARGEST_READ_HERE


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # the reader says so
        return 0


def read_document(job: Job) -> Answer:
    """Read one document in this process."""
    started = time.perf_counter()
    document, problem = None, None
    try:
        document = reader_named(job.reader).read(job.path)
    except UnreadableDocumentError as error:
        problem = str(error)
    except OSError as error:
        problem = unopened(error)
    if document:
        document.warnings = [storable(warning) for warning in document.warnings]
    return Answer(document, problem and storable(problem), _since(started))


def unopened(error: OSError) -> str:
    """Say why a file cannot be opened, and what to do."""
    is_gone = isinstance(error, FileNotFoundError)
    remedy = "Put it back, and run again." if is_gone else "Allow it to be read."
    return f"The file cannot be opened: {error.strerror}. {remedy}"


def storable(text: str) -> str:
    """Write a text so that it can be stored and logged, whatever names are in it."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 6)


@dataclass(slots=True)
class _Crew:
    """The workers of one run; each is driven by a thread that waits for it."""

    limits: Limits
    results: queue.SimpleQueue[tuple[int, Answer]] = field(
        default_factory=queue.SimpleQueue
    )
    jobs: queue.SimpleQueue[tuple[int, Job]] = field(default_factory=queue.SimpleQueue)
    workers: list["_Worker"] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "_Crew":
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        for worker in self.workers:
            worker.stop()
        for thread in self.threads:
            thread.join()

    def begin(self, jobs: dict[int, Job]) -> None:
        """Hand out the jobs, the largest files first, so that none is left for last."""
        for at in sorted(jobs, key=lambda each: -_size(jobs[each].path)):
            self.jobs.put((at, jobs[at]))
        for _ in range(min(_core_count(), len(jobs))):
            worker = _Worker(self.limits)
            thread = threading.Thread(target=self._drive, args=(worker,), daemon=True)
            self.workers.append(worker)
            self.threads.append(thread)
            thread.start()

    def _drive(self, worker: "_Worker") -> None:
        while not self.is_over.is_set():
            try:
                at, job = self.jobs.get_nowait()
            except queue.Empty:
                break
            try:
                reading = worker.read(job)
            except OSError as error:
                problem = f"No process could be started: {error.strerror}. Run again."
                reading = Answer(problem=problem)
            self.results.put((at, reading))
        worker.stop()


@dataclass(slots=True)
class _Worker:
    """A process that reads one document after the other; a new one follows its end."""

    limits: Limits
    process: subprocess.Popen[bytes] | None = None
    errors: IO[bytes] | None = None

    def read(self, job: Job) -> Answer:
        """Have a document read, and end the process when it takes too long."""
        started = time.perf_counter()
        process = self._running()
        self._forget_errors()
        is_late = threading.Event()
        timer = threading.Timer(self.limits.seconds, _end, (process, is_late))
        timer.start()
        try:
            _send(process.stdin, job)
            reading = _receive(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            reading = None
        finally:
            timer.cancel()
        if isinstance(reading, Answer):
            return reading
        problem = self._ended(job, is_late=is_late.is_set())
        return Answer(problem=problem, seconds=_since(started))

    def stop(self) -> None:
        """End the process."""
        process = self.process
        if process is not None:
            process.kill()
            process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            # The file closes with the next start, or when the worker is forgotten.
            self.errors = tempfile.TemporaryFile()  # noqa: SIM115
            self.process = subprocess.Popen(  # noqa: S603  (our own interpreter)
                [sys.executable, "-c", SERVE, *map(str, self.limits)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.errors,
                env=_environment(),
            )
        return self.process

    def _ended(self, job: Job, *, is_late: bool) -> str:
        """Say why a process ended before its document was read."""
        self.stop()
        name, remedy = (
            storable(job.path.name),
            "Save it anew, or part it, and add the result.",
        )
        if is_late:
            return (
                f"{name} was not read within {self.limits.seconds:g} seconds. {remedy}"
            )
        last = self._last_error()
        if any(words in last for words in OUT_OF_MEMORY):
            return (
                f"{name} takes more than {self.limits.memory_mb:,} MB to read. {remedy}"
            )
        assert self.process is not None  # noqa: S101  (it was asked to read)
        code = self.process.returncode
        reason = last or (f"signal {-code}" if code < 0 else f"code {code}")
        return f"{name} ended the process that read it ({reason}). {remedy}"

    def _forget_errors(self) -> None:
        assert self.errors is not None  # noqa: S101  (opened with the process)
        self.errors.seek(0)
        self.errors.truncate()

    def _last_error(self) -> str:
        assert self.errors is not None  # noqa: S101  (opened with the process)
        self.errors.seek(0)
        lines = self.errors.read().decode("utf-8", errors="replace").split("\n")
        told = (line.strip() for line in reversed(lines) if line.strip())
        # A library in Rust ends with a note on how to see more.
        return next((line for line in told if not line.startswith("note:")), "")


def _end(process: subprocess.Popen[bytes], is_late: threading.Event) -> None:
    is_late.set()
    process.kill()


def _core_count() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _environment() -> dict[str, str]:
    """Return the environment in which a worker finds this very code."""
    paths = [str(PROJECT_FOLDER), os.environ.get("PYTHONPATH", "")]
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYTHONHASHSEED": "0",
    }


def serve() -> None:
    """Read the documents that are asked for on standard input, until it ends."""
    seconds, memory_mb = float(sys.argv[1]), int(sys.argv[2])
    _limit_memory(memory_mb)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand between the answers
    while True:
        try:
            job = _receive(sys.stdin.buffer)
        except EOFError:
            return
        assert isinstance(job, Job)  # noqa: S101  (what _Worker.read sends)
        _limit_time(seconds)
        _send(answers, read_document(job))


def _limit_memory(memory_mb: int) -> None:
    """Let the system refuse more memory, where it can."""
    try:
        import resource
    except ImportError:
        return
    allowed = memory_mb * 1_000_000
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        allowed = min(allowed, hard)
    resource.setrlimit(resource.RLIMIT_AS, (allowed, hard))


def _limit_time(seconds: float) -> None:
    """End this process late, should the one that watches it be gone."""
    if hasattr(signal, "alarm"):
        signal.alarm(int(seconds) + GRACE_SECONDS)


def _send(stream: IO[bytes] | None, message: Job | Answer) -> None:
    assert stream is not None  # noqa: S101  (both ends are pipes)
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(content)) + content)
    stream.flush()


def _receive(stream: IO[bytes] | None) -> Job | Answer:
    """Receive a message of our own other end.

    Raises:
        EOFError: the other end is closed.
    """
    assert stream is not None  # noqa: S101  (both ends are pipes)
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    message: Job | Answer = pickle.loads(content)  # noqa: S301  (we wrote it)
    return message
