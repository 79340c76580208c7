package dev.headrace.adapter.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.headrace.adapter.policy.RewriteOptions;
import dev.headrace.adapter.sockets.Coded;
import dev.headrace.adapter.sockets.OriginMessage;
import dev.headrace.adapter.sockets.OriginMessage.Framing;
import dev.headrace.adapter.sockets.Proxy.Protocol;
import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.error.OnError;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A case, made from a seed.
 *
 * @param onSockets whether it is played over sockets; else in embedded channels
 * @param at where in the page, or in the bytes that the origin sends, it happens
 * @param charset the label in {@code Content-Type}; empty for none
 * @param taken whether the client takes the coding
 * @param body the content as the origin codes it, faults of coding included
 * @param sent what the origin sends before its connection ends
 */
@SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
record FaultCase(
        long seed,
        Fault fault,
        boolean onSockets,
        Protocol protocol,
        Coded coded,
        Framing framing,
        Stages stages,
        OnError onError,
        byte[] page,
        int at,
        String charset,
        boolean taken,
        byte[] body,
        byte[] sent) {
    /** How the stages of asynchronous handlers complete. */
    enum Stages {
        /** There are no asynchronous handlers. */
        NONE,
        AT_ONCE,
        OTHER_THREAD,
        LATE
    }

    private static final List<Fault> FAULTS = List.of(Fault.values());
    private static final int SOCKETS_OF_TEN = 3;
    private static final int BOMB_BYTES = 9 << 19;
    private static final Map<Coded, byte[]> BOMBS = new ConcurrentHashMap<>(new EnumMap<>(Coded.class));
    private static final byte[] BOMB = bomb();

    static FaultCase of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Fault fault = FAULTS.get((int) (seed % FAULTS.size()));
        boolean onSockets = random.nextInt(10) < SOCKETS_OF_TEN;
        if (fault == Fault.STAGE_NEVER_COMPLETES) {
            // The time-out comes from another thread, which an embedded channel is not made for.
            onSockets = true;
        } else if (fault.name().startsWith("CONTENT_OF") || fault.name().startsWith("LENGTH")) {
            // The codec of HTTP/1 in front of a proxy's other side would not let it through.
            onSockets &= fault.name().startsWith("LENGTH");
        }
        Protocol protocol = any(Protocol.values(), random);
        Coded coded = any(Coded.values(), random);
        boolean needsCoding = switch (fault) {
            case BOMB_BY_RATIO, BOMB_BY_SIZE, CORRUPT_BYTE, TRAILING_GARBAGE -> true;
            default -> false;
        };
        if (needsCoding && coded == Coded.IDENTITY) {
            coded = Coded.GZIP;
        }
        Framing framing = any(Framing.values(), random);
        if (fault == Fault.BAD_CHUNK) {
            framing = Framing.CHUNKED;
        } else if (fault == Fault.LENGTH_TOO_LONG || fault == Fault.LENGTH_TOO_SHORT) {
            framing = Framing.CONTENT_LENGTH;
        }
        Stages stages = any(Stages.values(), random);
        if (fault == Fault.STAGE_FAILS && stages == Stages.NONE) {
            stages = Stages.LATE;
        } else if (fault == Fault.STAGE_NEVER_COMPLETES) {
            stages = Stages.AT_ONCE;
        } else if (stages == Stages.OTHER_THREAD && !onSockets) {
            stages = Stages.LATE;
        }
        OnError onError = random.nextInt(3) == 0 ? OnError.FAIL : OnError.PASS;
        byte[] page = page(fault, random);
        String charset = fault == Fault.UNKNOWN_CHARSET ? "x-nowhere-5" : random.nextInt(3) == 0 ? "" : "utf-8";
        boolean taken = random.nextBoolean();
        byte[] body = body(fault, coded, page, random);
        int at = random.nextInt(Math.max(1, page.length));
        byte[] sent = sent(fault, onSockets, framing, body, coded, charset, random);
        return new FaultCase(
                seed, fault, onSockets, protocol, coded, framing, stages, onError, page, at, charset, taken, body,
                sent);
    }

    private static <T> T any(T[] values, SplittableRandom random) {
        return values[random.nextInt(values.length)];
    }

    private static byte[] page(Fault fault, SplittableRandom random) {
        if (fault == Fault.BOMB_BY_RATIO) {
            return BOMB;
        }
        if (fault == Fault.BOMB_BY_SIZE) {
            return Pages.realistic(random.nextLong(), 40_000 + random.nextInt(60_000));
        }
        int size = 200 << random.nextInt(8);
        return switch (random.nextInt(6)) {
            case 0 -> ("<!DOCTYPE html><title>" + size + "</title><p>one<p>two").getBytes(ISO_8859_1);
            case 1, 2 -> prefixed(Pages.nasty(random.nextLong(), size));
            default -> Pages.realistic(random.nextLong(), size);
        };
    }

    private static byte[] prefixed(byte[] page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("<!DOCTYPE html>".getBytes(ISO_8859_1));
        out.writeBytes(page);
        return out.toByteArray();
    }

    private static byte[] bomb() {
        byte[] page = new byte[BOMB_BYTES];
        Arrays.fill(page, (byte) ' ');
        byte[] start = "<!DOCTYPE html><p>".getBytes(ISO_8859_1);
        System.arraycopy(start, 0, page, 0, start.length);
        return page;
    }

    private static byte[] body(Fault fault, Coded coded, byte[] page, SplittableRandom random) {
        byte[] body = fault == Fault.BOMB_BY_RATIO ? BOMBS.computeIfAbsent(coded, c -> c.code(page)) : coded.code(page);
        if (fault == Fault.CORRUPT_BYTE) {
            body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        } else if (fault == Fault.TRAILING_GARBAGE) {
            byte[] garbage = new byte[1 + random.nextInt(20)];
            for (int i = 0; i < garbage.length; i++) {
                garbage[i] = (byte) (random.nextBoolean() ? 0 : random.nextInt(256));
            }
            int length = body.length;
            body = Arrays.copyOf(body, length + garbage.length);
            System.arraycopy(garbage, 0, body, length, garbage.length);
        }
        return body;
    }

    private static byte[] sent(
            Fault fault,
            boolean onSockets,
            Framing framing,
            byte[] body,
            Coded coded,
            String charset,
            SplittableRandom random) {
        String type = charset.isEmpty() ? "text/html" : "text/html; charset=" + charset;
        OriginMessage message = OriginMessage.of(
                "200 OK",
                framing,
                body,
                random,
                "Content-Type",
                type,
                "Content-Encoding",
                coded.field(),
                "ETag",
                "\"v" + body.length + "\"");
        byte[] bytes = message.bytes();
        switch (fault) {
            case ORIGIN_RESETS, ORIGIN_CLOSES -> {
                boolean inHead = random.nextInt(10) == 0;
                int from = inHead ? 0 : message.headBytes();
                return Arrays.copyOf(bytes, from + random.nextInt(Math.max(1, bytes.length - from)));
            }
            case LENGTH_TOO_LONG, LENGTH_TOO_SHORT -> {
                if (onSockets) {
                    int wrong = wrongLength(fault, body.length, random.nextInt(1, 50));
                    String text = new String(bytes, ISO_8859_1);
                    return text.replaceFirst("Content-Length: \\d+", "Content-Length: " + wrong)
                            .getBytes(ISO_8859_1);
                }
            }
            case BAD_CHUNK -> {
                return badChunk(message, bytes, random);
            }
            default -> {}
        }
        return bytes;
    }

    private static byte[] badChunk(OriginMessage message, byte[] bytes, SplittableRandom random) {
        int at = message.headBytes();
        int chunks = random.nextInt(4);
        for (int i = 0; i < chunks; i++) {
            int end = at;
            while (bytes[end] != '\r') {
                end++;
            }
            int size = Integer.parseInt(new String(bytes, at, end - at, ISO_8859_1), 16);
            if (size == 0) {
                break;
            }
            at = end + 2 + size + 2;
        }
        byte[] bad = bytes.clone();
        bad[at] = 'x';
        return bad;
    }

    static int wrongLength(Fault fault, int length, int by) {
        return fault == Fault.LENGTH_TOO_LONG ? length + by : Math.max(1, length - by);
    }

    RewriteOptions options() {
        RewriteOptions options = RewriteOptions.DEFAULT;
        return switch (fault) {
            case BOMB_BY_RATIO -> options;
            // The small limit is reached within the first bytes, when all can still pass as it came.
            case BOMB_BY_SIZE -> options.withExpansion(200, seed % 2 == 0 ? 20_000 : 1000);
            // Now and then each piece leaves alone.
            default -> options.withCoalescedBytes(page.length < 1000 ? 1 : 1 << (6 + seed % 8));
        };
    }

    String accepted() {
        return !taken || coded == Coded.IDENTITY ? "identity" : coded.field();
    }

    /** What is asked for. */
    String method() {
        return fault == Fault.CONTENT_OF_HEAD ? "HEAD" : "GET";
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + fault + (onSockets ? " over sockets, " : ", ") + protocol + ", " + coded + ", "
                + framing + ", stages " + stages + ", on error " + onError + ", page of " + page.length
                + " bytes, at " + at + ", charset " + charset + (taken ? ", coding taken" : ", coding not taken");
    }
}
