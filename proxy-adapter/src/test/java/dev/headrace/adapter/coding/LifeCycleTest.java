package dev.headrace.adapter.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.fixtures.Pages;
import dev.headrace.rewriter.io.OutputSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What may be called when. */
class LifeCycleTest {
    private static final byte[] PAGE = Pages.realistic(71, 50_000);
    private static final OutputSink NOWHERE = (bytes, offset, length) -> {};

    @ParameterizedTest
    @EnumSource
    void closedDecoder_cannotBeUsed(ContentCoding coding) throws IOException {
        byte[] coded = Coded.encode(coding, PAGE);
        ContentDecoder decoder = coding.decoder();
        decoder.setInput(coded, 0, coded.length);
        assertThat(decoder.read(new byte[10], 0, 10)).isEqualTo(10);
        decoder.close();
        assertThatCode(decoder::close).doesNotThrowAnyException();
        assertThatIllegalStateException().isThrownBy(decoder::needsInput);
        assertThatIllegalStateException().isThrownBy(decoder::isComplete);
        assertThatIllegalStateException().isThrownBy(() -> decoder.setInput(coded, 0, 1));
        assertThatIllegalStateException().isThrownBy(() -> decoder.read(new byte[1], 0, 1));
    }

    @ParameterizedTest
    @EnumSource
    void decoderWithInputLeft_takesNoOther(ContentCoding coding) throws IOException {
        byte[] coded = Coded.encode(coding, PAGE);
        try (ContentDecoder decoder = coding.decoder()) {
            decoder.setInput(coded, 0, coded.length);
            assertThat(decoder.needsInput()).isFalse();
            assertThatIllegalStateException().isThrownBy(() -> decoder.setInput(coded, 0, 1));
            assertThat(decoder.read(new byte[10], 0, 10)).isEqualTo(10);
            assertThat(decoder.needsInput()).isFalse();
            assertThat(decoder.isComplete()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void failedDecoder_failsAgain(ContentCoding coding) {
        byte[] wrong = {(byte) 0xfe, (byte) 0xff, 0, 1, 2, 3, 4};
        try (ContentDecoder decoder = coding.decoder()) {
            decoder.setInput(wrong, 0, wrong.length);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> decoder.read(new byte[10], 0, 10)).isInstanceOf(CodingException.class);
                assertThat(decoder.isComplete()).isFalse();
                assertThat(decoder.needsInput()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void readOfNothing_readsNothing(ContentCoding coding) throws IOException {
        byte[] coded = Coded.encode(coding, PAGE);
        try (ContentDecoder decoder = coding.decoder()) {
            decoder.setInput(coded, 0, coded.length);
            assertThat(decoder.read(new byte[1], 1, 0)).isZero();
            assertThat(decoder.needsInput()).isFalse();
            assertThatThrownBy(() -> decoder.read(new byte[1], 1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closedOrEndedEncoder_cannotBeUsed(ContentCoding coding) throws IOException {
        ContentEncoder encoder = coding.encoder(coding.defaultLevel());
        encoder.write(PAGE, 0, PAGE.length, NOWHERE);
        encoder.end(NOWHERE);
        refusesAll(encoder);
        encoder.close();
        refusesAll(encoder);
        assertThatCode(encoder::close).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void sinkThatFails_leavesAnEncoderThatCanBeClosed(ContentCoding coding) throws IOException {
        IOException full = new IOException("full");
        OutputSink failing = (bytes, offset, length) -> {
            throw full;
        };
        try (ContentEncoder encoder = coding.encoder(coding.defaultLevel())) {
            encoder.write(PAGE, 0, 100, NOWHERE);
            assertThatThrownBy(() -> encoder.flush(failing)).isSameAs(full);
            refusesAll(encoder);
        }
        try (ContentEncoder encoder = coding.encoder(coding.defaultLevel())) {
            assertThatThrownBy(() -> encoder.end(failing)).isSameAs(full);
            refusesAll(encoder);
        }
        try (ContentEncoder encoder = coding.encoder(coding.minLevel())) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            encoder.write(PAGE, 0, PAGE.length, failing);
                        }
                    })
                    .isSameAs(full);
            refusesAll(encoder);
        }
    }

    @ParameterizedTest
    @EnumSource
    void flushWithNothingNew_writesNothing(ContentCoding coding) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ContentEncoder encoder = coding.encoder(coding.defaultLevel())) {
            encoder.flush(out::write);
            assertThat(out.size()).isZero();
            encoder.write(PAGE, 0, PAGE.length, out::write);
            encoder.flush(out::write);
            int flushed = out.size();
            encoder.write(PAGE, 0, 0, out::write);
            encoder.flush(out::write);
            encoder.flush(out::write);
            assertThat(out.size()).isEqualTo(flushed);
            encoder.end(out::write);
        }
        assertThat(Coded.decode(coding, out.toByteArray()).content()).isEqualTo(PAGE);
    }

    @ParameterizedTest
    @EnumSource
    void outputOfALongPage_comesInSmallPiecesAndEarly(ContentCoding coding) throws IOException {
        byte[] page = Pages.realistic(72, 1 << 20);
        int[] largest = {0};
        int[] total = {0};
        try (ContentEncoder encoder = coding.encoder(coding.defaultLevel())) {
            encoder.write(page, 0, page.length, (bytes, offset, length) -> {
                largest[0] = Math.max(largest[0], length);
                total[0] += length;
            });
            int beforeEnd = total[0];
            encoder.end((bytes, offset, length) -> total[0] += length);
            assertThat(beforeEnd).isGreaterThan(total[0] / 2);
        }
        assertThat(largest[0]).isLessThanOrEqualTo(PushedEncoder.BUFFER_BYTES);
    }

    @ParameterizedTest
    @EnumSource(names = "GZIP")
    void gzipHeader_hasNoTimeAndNoSystem(ContentCoding coding) {
        assertThat(Coded.encode(coding, PAGE)).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
    }

    private static void refusesAll(ContentEncoder encoder) {
        assertThatIllegalStateException().isThrownBy(() -> encoder.write(PAGE, 0, 1, NOWHERE));
        assertThatIllegalStateException().isThrownBy(() -> encoder.flush(NOWHERE));
        assertThatIllegalStateException().isThrownBy(() -> encoder.end(NOWHERE));
    }
}
