package dev.headrace.adapter.coding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.CorpusPage;
import dev.headrace.fixtures.Pages;
import dev.headrace.fixtures.TestData;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {
    private static final List<Chunking> CHUNKINGS =
            List.of(Chunking.whole(), Chunking.size(1), Chunking.size(3), Chunking.random(1), Chunking.random(2));
    private static final int[] PIECES = {1, 7, 16 << 10};

    @ParameterizedTest
    @EnumSource
    void pages_comeBackAtAnyCut(ContentCoding coding) {
        for (byte[] page : List.of(Pages.realistic(1, 25_000), Pages.nasty(2, 20_000))) {
            for (Chunking chunking : CHUNKINGS) {
                comesBack(coding, coding.defaultLevel(), page, chunking);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void contentThatDoesNotCompress_comesBack(ContentCoding coding) {
        byte[] noise = new byte[300_000];
        new Random(3).nextBytes(noise);
        for (Chunking chunking : List.of(Chunking.whole(), Chunking.random(3))) {
            comesBack(coding, coding.defaultLevel(), noise, chunking);
        }
    }

    @ParameterizedTest
    @EnumSource
    void littleOrNothing_comesBack(ContentCoding coding) {
        for (byte[] content : List.of(new byte[0], new byte[1], new byte[] {'<'}, new byte[20_000])) {
            for (Chunking chunking : CHUNKINGS) {
                comesBack(coding, coding.defaultLevel(), content, chunking);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyLevel_comesBack(ContentCoding coding) {
        byte[] page = Pages.realistic(4, 50_000);
        IntStream.rangeClosed(coding.minLevel(), coding.maxLevel())
                .forEach(level -> comesBack(coding, level, page, Chunking.random(4)));
    }

    @ParameterizedTest
    @EnumSource
    void howContentIsCut_doesNotChangeItsCode(ContentCoding coding) {
        byte[] page = Pages.realistic(5, 30_000);
        assertThat(Coded.encode(coding, coding.defaultLevel(), page, Chunking.size(3)))
                .as("nothing is flushed of its own accord")
                .hasSizeLessThan(Coded.encode(coding, page).length + 50);
    }

    @Tag("data")
    @ParameterizedTest
    @EnumSource
    void realPages_comeBack(ContentCoding coding) {
        List<CorpusPage> pages = TestData.find().orElseThrow().pages();
        assertThat(pages).isNotEmpty();
        for (CorpusPage page : pages) {
            byte[] content = page.bytes();
            byte[] coded = Coded.encode(coding, coding.defaultLevel(), content, Chunking.size(8192));
            Coded.Result decoded = Coded.decode(coding, coded, Chunking.size(1400), 16 << 10);
            assertThat(decoded.failure()).as(page.name()).isNull();
            assertThat(decoded.complete()).as(page.name()).isTrue();
            assertThat(decoded.content()).as(page.name()).isEqualTo(content);
        }
    }

    private static void comesBack(ContentCoding coding, int level, byte[] content, Chunking chunking) {
        byte[] coded = Coded.encode(coding, level, content, chunking);
        for (int pieceBytes : PIECES) {
            Coded.Result decoded = Coded.decode(coding, coded, chunking, pieceBytes);
            assertThat(decoded.failure()).as("%s, by %d", chunking, pieceBytes).isNull();
            assertThat(decoded.complete()).as("%s, by %d", chunking, pieceBytes).isTrue();
            assertThat(decoded.content()).as("%s, by %d", chunking, pieceBytes).isEqualTo(content);
        }
    }
}
