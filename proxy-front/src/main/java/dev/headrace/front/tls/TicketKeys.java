package dev.headrace.front.tls;

import io.netty.handler.ssl.OpenSslSessionTicketKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The keys under which session tickets are sealed (RFC 5077 §5.5). New tickets are sealed with the newest key; those of the
 * one before are still opened. Who has a key can read the recorded connections of TLS 1.2 clients that it was used for, so
 * keys never leave memory and are gone after two lifetimes.
 *
 * <p>Nothing runs by a timer: the first connection after a lifetime's end makes the next key. Threads may share it.
 */
final class TicketKeys {
    /** The keys of one lifetime. Compared by identity. */
    static final class Generation {
        private final OpenSslSessionTicketKey[] newestFirst;
        private final Instant begin;

        Generation(Instant begin, OpenSslSessionTicketKey... newestFirst) {
            this.begin = begin;
            this.newestFirst = newestFirst;
        }

        OpenSslSessionTicketKey[] newestFirst() {
            return newestFirst.clone();
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final Duration lifetime;
    private final InstantSource clock;
    private volatile Generation current;

    TicketKeys(Duration lifetime, InstantSource clock) {
        this.lifetime = lifetime;
        this.clock = clock;
        this.current = new Generation(clock.instant(), newKey());
    }

    /** The keys to use now. */
    Generation current() {
        Generation now = current;
        return isOver(now, clock.instant()) ? rotate() : now;
    }

    private synchronized Generation rotate() {
        Instant time = clock.instant();
        Generation last = current;
        if (isOver(last, time)) {
            boolean longOver = !time.isBefore(last.begin.plus(lifetime.multipliedBy(2)));
            current = longOver ? new Generation(time, newKey()) : new Generation(time, newKey(), last.newestFirst[0]);
        }
        return current;
    }

    private boolean isOver(Generation generation, Instant time) {
        return !time.isBefore(generation.begin.plus(lifetime));
    }

    private OpenSslSessionTicketKey newKey() {
        byte[] name = new byte[OpenSslSessionTicketKey.NAME_SIZE];
        byte[] hmac = new byte[OpenSslSessionTicketKey.HMAC_KEY_SIZE];
        byte[] aes = new byte[OpenSslSessionTicketKey.AES_KEY_SIZE];
        random.nextBytes(name);
        random.nextBytes(hmac);
        random.nextBytes(aes);
        return new OpenSslSessionTicketKey(name, hmac, aes);
    }
}
