package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.encoding.ByteOutput;
import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.encoding.EncodingSniffer;
import dev.headrace.rewriter.error.RewriteException;
import dev.headrace.rewriter.error.SinkException;
import dev.headrace.rewriter.io.OutputSink;
import dev.headrace.rewriter.io.Statistics;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One document from its first byte to its last: finds the encoding, opens the {@link Session}, keeps what comes while a
 * handler is being waited for, and goes on afterwards.
 *
 * <p>Only while something is being waited for are there two threads that may come: the one that writes, and the one that
 * goes on. Then all is done under this object's lock; before and afterwards, by the writing thread without it.
 */
public final class DocumentStream {
    private static final int PIECE_BYTES = 16 * 1024;

    private final RewriteProgram program;
    private final OutputSink sink;
    private final @Nullable Executor executor;
    private final @Nullable Encoding declared;
    private final @Nullable Object context;
    private final long mostWork;

    /** Bytes that could not be taken yet: the encoding is not known, or a handler is being waited for. */
    private ByteOutput waiting = new ByteOutput(0);

    private @Nullable Session session;
    private @Nullable Transcoder transcoder;
    private String encodingName = "";
    private @Nullable CompletableFuture<@Nullable Void> ready;

    /** What was {@link #ready} until something happened that completes it. */
    private volatile @Nullable CompletableFuture<@Nullable Void> toTell;

    /** Whether another thread may go on; written under the lock, as the last thing that is done there. */
    private volatile boolean suspended;

    /** What is being waited for, if something is; what else completes comes too late. */
    private @Nullable CompletionStage<?> watched;

    private @Nullable Arrived arrived;
    private boolean resuming;
    private @Nullable RewriteException failure;
    private boolean decodingFinished;
    private boolean ending;
    private boolean ended;
    private boolean passing;
    private long bytesIn;
    private long passed;
    private long maxHeld;
    private long worked;

    /**
     * Opens a document.
     *
     * @param transport the encoding that came with the document, or null
     * @param executor runs what follows an asynchronous handler; if null, the thread that completes its stage does
     * @param context what handlers' states are made from, or null
     */
    public DocumentStream(
            RewriteProgram program,
            OutputSink sink,
            @Nullable Encoding transport,
            @Nullable Executor executor,
            @Nullable Object context) {
        this.program = program;
        this.sink = sink;
        this.executor = executor;
        this.declared = transport;
        this.context = context;
        this.mostWork = program.limits.maxWork() == null
                ? Long.MAX_VALUE
                : program.limits.maxWork().toNanos();
        this.passing = program.isEmpty();
    }

    /**
     * Takes bytes.
     *
     * @return whether more may come at once; if not, {@link #ready} tells when
     */
    public boolean write(byte[] bytes, int offset, int length) {
        if (suspended) {
            return writeLocked(bytes, offset, length);
        }
        accept(bytes, offset, length);
        return session == null || session.awaited() == null || suspend();
    }

    private boolean writeLocked(byte[] bytes, int offset, int length) {
        try {
            synchronized (this) {
                accept(bytes, offset, length);
                return awaitIfSuspended();
            }
        } finally {
            tellWhoWaits();
        }
    }

    private boolean suspend() {
        try {
            synchronized (this) {
                return awaitIfSuspended();
            }
        } finally {
            tellWhoWaits();
        }
    }

    private void accept(byte[] bytes, int offset, int length) {
        checkOpen();
        bytesIn += length;
        try {
            if (mostWork == Long.MAX_VALUE || passing) {
                take(bytes, offset, length);
            } else {
                takeTimed(bytes, offset, length);
            }
        } catch (RewriteException e) {
            throw failed(e);
        }
    }

    private void takeTimed(byte[] bytes, int offset, int length) {
        long began = System.nanoTime();
        take(bytes, offset, length);
        worked += System.nanoTime() - began;
        Session current = session;
        if (worked > mostWork && current != null && current.awaited() == null) {
            current.outOfTime(TimeUnit.NANOSECONDS.toMillis(mostWork));
        }
    }

    /** As {@link #write(byte[], int, int)}, for the readable bytes of a buffer, which are read. */
    public boolean write(ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (bytes.hasArray()) {
            int offset = bytes.arrayOffset() + bytes.readerIndex();
            bytes.skipBytes(length);
            return write(bytes.array(), offset, length);
        }
        byte[] lent = program.buffers.take();
        try {
            boolean more;
            do {
                int piece = Math.min(bytes.readableBytes(), lent.length);
                bytes.readBytes(lent, 0, piece);
                more = write(lent, 0, piece);
            } while (bytes.isReadable());
            return more;
        } finally {
            program.buffers.giveBack(lent);
        }
    }

    /** Says that the document is complete. */
    public void end() {
        try {
            synchronized (this) {
                checkOpen();
                ending = true;
                try {
                    finishIfReady();
                } catch (RewriteException e) {
                    throw failed(e);
                }
                awaitIfSuspended();
            }
        } finally {
            tellWhoWaits();
        }
    }

    /** Completes when nothing is waited for any more; exceptionally if the stream failed meanwhile. */
    public synchronized CompletionStage<@Nullable Void> ready() {
        if (ready != null) {
            return ready;
        }
        return failure == null ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(failure);
    }

    /** Whether the last byte has been given to the sink. */
    public synchronized boolean isEnded() {
        return ended;
    }

    /** The figures so far. */
    public synchronized Statistics statistics() {
        Session current = session;
        if (current == null) {
            String name = encodingName.isEmpty() ? null : encodingName;
            return new Statistics(bytesIn, passed, waiting.size(), maxHeld, 0, 0, name, failure);
        }
        long out = passed + (transcoder == null ? current.bytesOut() : transcoder.bytesOut());
        return new Statistics(
                bytesIn,
                out,
                current.held() + waiting.size(),
                maxHeld,
                current.elements(),
                current.matches(),
                transcoder == null ? current.encoding().name() : encodingName,
                failure != null ? failure : current.failure());
    }

    private void checkOpen() {
        if (failure != null) {
            throw failure;
        }
        if (ending) {
            throw new IllegalStateException("the document has ended");
        }
    }

    private RewriteException failed(RewriteException e) {
        failure = e;
        waiting.reset();
        nothingIsAwaited();
        return e;
    }

    private void take(byte[] bytes, int offset, int length) {
        if (passing) {
            pass(bytes, offset, length);
        } else if (session != null) {
            deliver(session, bytes, offset, length);
        } else if (waiting.size() > 0) {
            waiting.write(bytes, offset, length);
            sniffWaiting();
        } else if (!sniff(bytes, offset, length)) {
            waiting.write(bytes, offset, length);
        }
        maxHeld = Math.max(maxHeld, waiting.size() + (session == null ? 0 : session.held()));
        limitWaiting();
    }

    private void limitWaiting() {
        long limit = program.limits.maxMemory();
        Session current = session;
        if (current != null && waiting.size() > limit) {
            watched = null;
            current.giveUp("maxMemory", limit);
            goOn();
        }
    }

    private void deliver(Session to, byte[] bytes, int offset, int length) {
        if (transcoder == null) {
            deliverWalked(to, bytes, offset, length);
            return;
        }
        for (int done = 0; done < length; done += PIECE_BYTES) {
            ByteOutput utf8 = transcoder.decode(bytes, offset + done, Math.min(length - done, PIECE_BYTES));
            deliverWalked(to, utf8.array(), 0, utf8.size());
        }
    }

    /** Gives the session bytes in the encoding that it walks; what it does not take now waits. */
    private void deliverWalked(Session to, byte[] bytes, int offset, int length) {
        int taken = waiting.size() > 0 ? 0 : to.feed(bytes, offset, length);
        if (taken < length) {
            waiting.write(bytes, offset + taken, length - taken);
        }
    }

    private void sniffWaiting() {
        ByteOutput head = waiting;
        waiting = new ByteOutput(0);
        if (!sniff(head.array(), 0, head.size())) {
            waiting = head;
        }
    }

    /** Finds the encoding in the document's first bytes; if they tell it, they are taken. */
    private boolean sniff(byte[] bytes, int offset, int length) {
        EncodingSniffer sniffer = new EncodingSniffer(declared, program.fallback);
        EncodingSniffer.Result result = sniffer.sniff(bytes, offset, offset + length, ending);
        if (result == null) {
            return false;
        }
        int mark = result.byteOrderMarkLength();
        open(result);
        pass(bytes, offset, mark);
        take(bytes, offset + mark, length - mark);
        return true;
    }

    private void open(EncodingSniffer.Result found) {
        Encoding encoding = found.encoding();
        encodingName = encoding.name();
        int mark = found.byteOrderMarkLength();
        if (encoding.equals(Encoding.REPLACEMENT)) {
            passing = true;
        } else if (encoding.isAsciiCompatible()) {
            boolean tentative = declared == null ? !found.isCertain() : program.adjustCharset && mark == 0;
            session = new Session(program, context, sink, encoding, tentative, SourceOffsets.behind(mark));
        } else {
            transcoder = new Transcoder(encoding, sink, mark);
            session = new Session(program, context, transcoder, Encoding.UTF_8, false, transcoder.offsets);
        }
    }

    private void drainWaiting(Session to) {
        ByteOutput next = waiting;
        waiting = new ByteOutput(0);
        deliverWalked(to, next.array(), 0, next.size());
    }

    private void finishIfReady() {
        if (ended) {
            return;
        }
        if (!passing && session == null) {
            sniffWaiting();
        }
        if (session != null && !finish(session)) {
            return;
        }
        if (transcoder != null) {
            try {
                transcoder.finishEncoding();
            } catch (IOException | RuntimeException e) {
                throw new SinkException("the output could not be written", passed + transcoder.bytesOut(), e);
            }
        }
        ended = true;
    }

    /** Whether the session is done. */
    private boolean finish(Session current) {
        if (!decodingFinished && transcoder != null) {
            decodingFinished = true;
            ByteOutput utf8 = transcoder.finishDecoding();
            deliverWalked(current, utf8.array(), 0, utf8.size());
        }
        if (current.awaited() == null && waiting.size() == 0 && !current.isFinishing()) {
            current.finish();
        }
        return current.awaited() == null && waiting.size() == 0;
    }

    private void pass(byte[] bytes, int offset, int length) {
        if (length > 0) {
            passed += length;
            try {
                sink.write(bytes, offset, length);
            } catch (IOException | RuntimeException e) {
                throw new SinkException("the output could not be written", passed, e);
            }
        }
    }

    /** Arranges for what follows when what is waited for is there; returns whether nothing is. */
    private boolean awaitIfSuspended() {
        CompletionStage<?> awaited = session == null || failure != null ? null : session.awaited();
        if (awaited == null) {
            nothingIsAwaited();
            return true;
        }
        if (awaited == watched) {
            return false;
        }
        suspended = true;
        watched = awaited;
        if (ready == null) {
            // Who waits and has not been told yet goes on waiting.
            ready = toTell == null ? new CompletableFuture<>() : toTell;
            toTell = null;
        }
        CompletableFuture<?> future = awaited.toCompletableFuture();
        long nanos = program.limits.maxHandlerWait().toNanos();
        CompletionStage<?> timed = future.copy().orTimeout(nanos, TimeUnit.NANOSECONDS);
        timed.whenComplete((value, thrown) -> {
            boolean timedOut = !future.isDone();
            resumer(timedOut).execute(() -> resume(awaited, thrown, timedOut));
        });
        return ready == null;
    }

    /** Where to go on. The one thread that tells all of the JVM's time-outs must not be held up by somebody's sink. */
    private Executor resumer(boolean timedOut) {
        if (executor != null) {
            return executor;
        }
        return timedOut ? ForkJoinPool.commonPool() : Runnable::run;
    }

    /**
     * Goes on after {@code awaited}. Stages that complete while this is at work for an earlier one, on the same thread, are left to
     * that call: however many there are, the stack does not grow.
     */
    private void resume(CompletionStage<?> awaited, @Nullable Throwable thrown, boolean timedOut) {
        synchronized (this) {
            Session current = session;
            if (awaited == watched && current != null) {
                arrived = new Arrived(thrown, timedOut);
                resumeUnlessResuming(current);
            }
        }
        tellWhoWaits();
    }

    private void resumeUnlessResuming(Session current) {
        if (resuming) {
            return;
        }
        resuming = true;
        try {
            resumeAll(current);
        } finally {
            resuming = false;
        }
        if (failure != null || current.awaited() == null) {
            nothingIsAwaited();
        }
    }

    private void resumeAll(Session current) {
        for (Arrived next = arrived; next != null; next = arrived) {
            arrived = null;
            watched = null;
            try {
                if (next.timedOut) {
                    current.giveUp(
                            "maxHandlerWait", program.limits.maxHandlerWait().toMillis());
                } else {
                    current.resume(next.thrown);
                }
                goOn();
            } catch (RewriteException e) {
                failure = e;
                waiting.reset();
            }
            if (failure == null && current.awaited() != null) {
                awaitIfSuspended();
            }
        }
    }

    /** Takes what came while a handler was being waited for. */
    private void goOn() {
        Session current = session;
        if (current != null && current.awaited() == null && waiting.size() > 0) {
            drainWaiting(current);
        }
        if (current != null && current.awaited() == null && ending) {
            finishIfReady();
        }
    }

    private void nothingIsAwaited() {
        if (ready != null) {
            toTell = ready;
            ready = null;
        }
        if (suspended) {
            suspended = false;
        }
    }

    /** Whoever waits may have locks of his own: tells him without holding ours. */
    private void tellWhoWaits() {
        if (toTell == null) {
            return;
        }
        CompletableFuture<@Nullable Void> done;
        synchronized (this) {
            done = toTell;
            toTell = null;
        }
        if (done != null) {
            complete(done);
        }
    }

    private void complete(CompletableFuture<@Nullable Void> done) {
        RewriteException reason = failure;
        if (reason == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(reason);
        }
    }

    /** What came of a stage. */
    private record Arrived(@Nullable Throwable thrown, boolean timedOut) {}
}
