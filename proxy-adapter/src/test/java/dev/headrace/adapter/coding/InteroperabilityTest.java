package dev.headrace.adapter.coding;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.Pages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.SplittableRandom;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ours beside the streams of the JDK and of the libraries. */
class InteroperabilityTest {
    private static final byte[] PAGE = Pages.realistic(11, 200_000);

    @ParameterizedTest
    @EnumSource
    void whatWeEncode_othersDecode(ContentCoding coding) throws IOException {
        byte[] coded = Coded.encode(coding, coding.defaultLevel(), PAGE, Chunking.random(11));
        try (InputStream other = otherDecoder(coding, new ByteArrayInputStream(coded))) {
            assertThat(other.readAllBytes()).isEqualTo(PAGE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOthersEncode_weDecode(ContentCoding coding) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (OutputStream other = otherEncoder(coding, coded)) {
            other.write(PAGE);
        }
        Coded.Result decoded = Coded.decode(coding, coded.toByteArray(), Chunking.random(12), 1000);
        assertThat(decoded.failure()).isNull();
        assertThat(decoded.complete()).isTrue();
        assertThat(decoded.content()).isEqualTo(PAGE);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasFlushed_othersDecodeAtOnce(ContentCoding coding) throws IOException {
        SplittableRandom random = new SplittableRandom(13);
        Pipe pipe = new Pipe();
        try (ContentEncoder encoder = coding.encoder(coding.defaultLevel())) {
            encoder.write(PAGE, 0, 1, pipe::put);
            encoder.flush(pipe::put);
            InputStream other = otherDecoder(coding, pipe);
            assertThat(other.read()).isEqualTo(PAGE[0]);
            for (int at = 1; at < PAGE.length; ) {
                int wanted = 1 + random.nextInt(random.nextInt(3) == 0 ? 40_000 : 300);
                int end = Math.min(at + wanted, PAGE.length);
                encoder.write(PAGE, at, end - at, pipe::put);
                encoder.flush(pipe::put);
                // By bytes, since BrotliInputStream reads ahead of an array.
                for (; at < end; at++) {
                    assertThat((byte) other.read()).isEqualTo(PAGE[at]);
                }
            }
            encoder.end(pipe::put);
            pipe.isEnded = true;
            assertThat(other.read()).isEqualTo(-1);
            other.close();
        }
    }

    private static InputStream otherDecoder(ContentCoding coding, InputStream in) throws IOException {
        return switch (coding) {
            case GZIP -> new GZIPInputStream(in);
            case DEFLATE -> new InflaterInputStream(in);
            case BROTLI -> {
                BrotliInputStream stream = new BrotliInputStream(in);
                stream.enableEagerOutput();
                yield stream;
            }
            case ZSTD -> new ZstdInputStreamNoFinalizer(in);
        };
    }

    private static OutputStream otherEncoder(ContentCoding coding, OutputStream out) throws IOException {
        return switch (coding) {
            case GZIP -> new GZIPOutputStream(out);
            case DEFLATE -> new DeflaterOutputStream(out);
            case BROTLI -> new BrotliOutputStream(out, Encoder.Parameters.create(6, 22));
            case ZSTD -> new ZstdOutputStreamNoFinalizer(out, 19).setChecksum(true);
        };
    }

    /** Fails where it would have to wait, so that nobody reads what was not flushed. */
    private static final class Pipe extends InputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int taken;
        private boolean isEnded;

        void put(byte[] from, int offset, int length) {
            bytes.write(from, offset, length);
        }

        @Override
        public int available() {
            return bytes.size() - taken;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = Math.min(length, available());
            if (count == 0) {
                assertThat(isEnded)
                        .as("what was flushed is enough to decode it")
                        .isTrue();
                return -1;
            }
            System.arraycopy(bytes.toByteArray(), taken, into, offset, count);
            taken += count;
            return count;
        }
    }
}
