package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.adapter.policy.LateOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The output of a page that includes fragments. As long as no fragment is late everything passes; behind one that is, everything waits,
 * while the rewriter goes on and finds the next ones: so their fetches run together.
 *
 * <p>Time counts while something waits, and only then. When the budget is spent all that is still to come is given up, and from then on a
 * fragment is used only if it is there when its place is reached.
 */
final class PageAssembly implements LateOutput {
    /** Why fragments are given up by the page. */
    static final String BUDGET = "budget";

    static final String OVERFLOW = "overflow";

    /** What is to come. */
    interface Pending {
        /** It will not come; what is put in its place is there when this returns. */
        void giveUp(String reason);

        /** Nobody wants it any more. */
        void cancel();
    }

    private final Outlet outlet;
    private final int mostQueued;
    private final Assembly queue = new Assembly();
    private final Set<Pending> pending = new LinkedHashSet<>();
    private long budgetNanos;

    /** Runs while something waits. */
    private @Nullable ScheduledFuture<?> clock;

    private @Nullable CompletableFuture<@Nullable Void> ready;

    /** Takes what is written only to see whether it comes out. */
    private @Nullable ByteArrayOutputStream probe;

    private boolean givingUp;
    private boolean ended;
    private boolean closed;

    PageAssembly(Outlet outlet, Duration budget, int mostQueued) {
        this.outlet = outlet;
        this.mostQueued = mostQueued;
        budgetNanos = budget.toNanos();
    }

    ScheduledExecutorService loop() {
        return outlet.loop();
    }

    boolean isSpent() {
        return budgetNanos <= 0 || closed;
    }

    // ---- The rewriter's side

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (probe != null) {
            probe.write(bytes, offset, length);
            return;
        }
        if (queue.isEmpty()) {
            outlet.write(bytes, offset, length);
            return;
        }
        queue.write(bytes, offset, length);
        if (queue.ownBytes() > 2L * mostQueued) {
            giveUpAll(OVERFLOW);
            drain();
            // Whoever waits may go on at once, but the rewriter is at work just now.
            loop().execute(this::tellReady);
        }
    }

    /**
     * Whether what the rewriter writes just now comes out, and is not part of something that is removed.
     *
     * @param writing has the rewriter write an {@code x}, which goes nowhere
     */
    boolean isReached(Runnable writing) throws IOException {
        ByteArrayOutputStream taken = new ByteArrayOutputStream(4);
        probe = taken;
        try {
            writing.run();
        } finally {
            probe = null;
        }
        byte[] bytes = taken.toByteArray();
        boolean isWide = bytes.length == 2 && (bytes[0] == 0 || bytes[1] == 0);
        if (bytes.length > 1 && !isWide) {
            // ISO-2022-JP changes to ASCII in front of it, and takes that for done.
            write(bytes, 0, bytes.length - 1);
        }
        return bytes.length > 0;
    }

    /** Has a part stand behind all that was written. */
    void place(Assembly part) throws IOException {
        if (queue.isEmpty() && part.drain(this::writeUtf8, this::writeUtf8)) {
            return;
        }
        queue.add(part);
        if (isSpent()) {
            giveUpAll(BUDGET);
            drain();
        } else if (clock == null) {
            clock = loop().schedule(this::outOfBudget, budgetNanos, TimeUnit.NANOSECONDS);
        }
    }

    // ---- What comes late

    void await(Pending fragment) {
        pending.add(fragment);
    }

    /** A fragment is there, or will not come. */
    void arrived(Pending fragment) {
        pending.remove(fragment);
    }

    /** Writes what may leave by now. */
    void settle() {
        if (givingUp || closed || queue.isEmpty()) {
            return;
        }
        IOException thrown = null;
        try {
            drain();
        } catch (IOException e) {
            thrown = e;
        }
        outlet.late(thrown);
        if (!closed) {
            tellReady();
        }
    }

    private void outOfBudget() {
        budgetNanos = 0;
        giveUpAll(BUDGET);
        settle();
    }

    private void giveUpAll(String reason) {
        givingUp = true;
        try {
            List.copyOf(pending).forEach(fragment -> fragment.giveUp(reason));
        } finally {
            givingUp = false;
        }
    }

    private void drain() throws IOException {
        queue.drain(outlet, this::writeUtf8);
        ScheduledFuture<?> running = clock;
        if (queue.isEmpty() && running != null) {
            clock = null;
            budgetNanos = Math.min(budgetNanos, running.getDelay(TimeUnit.NANOSECONDS));
            running.cancel(false);
        }
    }

    private void writeUtf8(byte[] utf8, int offset, int length) throws IOException {
        String encoding = outlet.encoding();
        if (encoding == null || encoding.equals("UTF-8")) {
            outlet.write(utf8, offset, length);
        } else {
            byte[] encoded = FragmentText.encode(new String(utf8, offset, length, UTF_8), encoding);
            outlet.write(encoded, 0, encoded.length);
        }
    }

    // ---- The exchange's side

    @Override
    public boolean isFull() {
        return queue.ownBytes() > mostQueued;
    }

    @Override
    public void end() {
        ended = true;
    }

    private boolean isReady() {
        return ended ? queue.isEmpty() : !isFull();
    }

    @Override
    public CompletionStage<@Nullable Void> ready() {
        if (isReady()) {
            return CompletableFuture.completedFuture(null);
        }
        if (ready == null) {
            ready = new CompletableFuture<>();
        }
        return ready;
    }

    private void tellReady() {
        CompletableFuture<@Nullable Void> waiting = ready;
        if (waiting != null && isReady()) {
            ready = null;
            waiting.complete(null);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (clock != null) {
            clock.cancel(false);
        }
        List.copyOf(pending).forEach(Pending::cancel);
        pending.clear();
        queue.clear();
    }
}
