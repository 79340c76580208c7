package dev.headrace.adapter.coding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.fixtures.Chunking;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class GzipDecoderTest {
    private static final byte[] CONTENT = "<p>water, water, everywhere".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MEMBER = Coded.encode(ContentCoding.GZIP, CONTENT);

    @Test
    void everyOptionalField_isSkipped() {
        for (int flags = 0; flags < 32; flags++) {
            for (Chunking chunking : Chunking.usual()) {
                Coded.Result decoded = Coded.decode(ContentCoding.GZIP, withHeader(flags), chunking, 16);
                assertThat(decoded.failure()).as("flags %x", flags).isNull();
                assertThat(decoded.complete()).as("flags %x", flags).isTrue();
                assertThat(decoded.content()).as("flags %x", flags).isEqualTo(CONTENT);
            }
        }
    }

    @Test
    void anyBitFlipped_isNoticed_unlessItMeansNothing() {
        Set<Integer> unnoticed = flippedBitsThatPass(MEMBER);
        // FTEXT, MTIME, XFL, OS
        Set<Integer> meaningless = new TreeSet<>(Set.of(3 * 8));
        for (int bit = 4 * 8; bit < 10 * 8; bit++) {
            meaningless.add(bit);
        }
        assertThat(unnoticed).isEqualTo(meaningless);
    }

    @Test
    void anyBitFlippedUnderHeaderCrc_isNoticed() {
        assertThat(flippedBitsThatPass(withHeader(0x1e))).isEmpty();
    }

    @Test
    void wrongCrc_isRefused() {
        isRefused(changed(MEMBER, MEMBER.length - 8, 1), "CRC32");
    }

    @Test
    void wrongLength_isRefused() {
        isRefused(changed(MEMBER, MEMBER.length - 4, 1), "ISIZE");
    }

    @Test
    void wrongHeaderCrc_isRefused() {
        isRefused(changed(withHeader(2), 10, 1), "CRC16");
    }

    @Test
    void wrongStart_isRefused() {
        isRefused("<!DOCTYPE html>".getBytes(StandardCharsets.US_ASCII), "starts with 0x3c instead of 1f 8b");
        isRefused(changed(MEMBER, 1, 1), "starts with 1f 8a instead of 1f 8b");
    }

    @Test
    void unknownMethod_isRefused() {
        isRefused(changed(MEMBER, 2, 1), "compression method 9");
    }

    @Test
    void reservedFlags_areRefused() {
        for (int flag : new int[] {0x20, 0x40, 0x80}) {
            isRefused(changed(MEMBER, 3, flag), "reserved flags");
        }
    }

    @Test
    void members_areConcatenated() {
        byte[] three = concat(MEMBER, withHeader(0x1f), Coded.encode(ContentCoding.GZIP, new byte[0]), MEMBER);
        for (Chunking chunking : Chunking.usual()) {
            Coded.Result decoded = Coded.decode(ContentCoding.GZIP, three, chunking, 7);
            assertThat(decoded.complete()).isTrue();
            assertThat(decoded.content()).isEqualTo(concat(CONTENT, CONTENT, CONTENT));
        }
    }

    @Test
    void membersCutAtAnyByte_areCompleteBetweenThemOnly() {
        byte[] two = concat(MEMBER, MEMBER);
        for (int end = 1; end < two.length; end++) {
            Coded.Result cut = Coded.decode(ContentCoding.GZIP, Arrays.copyOf(two, end));
            assertThat(cut.complete()).as("cut at %d", end).isEqualTo(end == MEMBER.length);
        }
    }

    @Test
    void secondMemberThatIsWrong_isRefused() {
        isRefused(concat(MEMBER, changed(MEMBER, MEMBER.length - 8, 1)), "CRC32");
        isRefused(concat(MEMBER, changed(MEMBER, 2, 1)), "compression method");
    }

    @Test
    void whatFollowsTheLastMember_isSkippedAsBrowsersDo() {
        byte[] startsLikeOne = {GzipHeader.ID1, 0, GzipHeader.ID1, (byte) GzipHeader.ID2};
        for (byte[] after :
                List.of(new byte[1], new byte[1000], "\r\n".getBytes(StandardCharsets.US_ASCII), startsLikeOne)) {
            for (Chunking chunking : Chunking.usual()) {
                Coded.Result decoded = Coded.decode(ContentCoding.GZIP, concat(MEMBER, after), chunking, 16);
                assertThat(decoded.failure()).isNull();
                assertThat(decoded.complete()).isTrue();
                assertThat(decoded.content()).isEqualTo(CONTENT);
            }
        }
    }

    @Test
    void failure_saysWhere() {
        CodingException failure = Coded.decode(ContentCoding.GZIP, changed(MEMBER, 3, 0x20), Chunking.size(3), 16)
                .failure();
        assertThat(failure)
                .hasMessage(
                        "content is not in the coding gzip: reserved flags are set in 0x20 (RFC 1952 §2.3.1), before byte 4");
    }

    private static Set<Integer> flippedBitsThatPass(byte[] member) {
        Set<Integer> passing = new TreeSet<>();
        for (int bit = 0; bit < member.length * 8; bit++) {
            Coded.Result decoded = Coded.decode(ContentCoding.GZIP, changed(member, bit / 8, 1 << bit % 8));
            if (decoded.complete()) {
                assertThat(decoded.content()).as("bit %d", bit).isEqualTo(CONTENT);
                // What fills the last byte of the data up means nothing.
                if (bit / 8 != member.length - 9) {
                    passing.add(bit);
                }
            }
        }
        return passing;
    }

    private static void isRefused(byte[] coded, String why) {
        for (Chunking chunking : Chunking.usual()) {
            Coded.Result decoded = Coded.decode(ContentCoding.GZIP, coded, chunking, 16);
            assertThat(decoded.failure()).as("%s", chunking).isNotNull().hasMessageContaining(why);
        }
    }

    /** {@link #MEMBER} with the header that the flags tell of. */
    private static byte[] withHeader(int flags) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, 4, 0, 3});
        if ((flags & 0x04) != 0) {
            header.writeBytes(new byte[] {5, 0, 'A', 'p', 1, 0, 9});
        }
        if ((flags & 0x08) != 0) {
            header.writeBytes("page.html\0".getBytes(StandardCharsets.ISO_8859_1));
        }
        if ((flags & 0x10) != 0) {
            header.writeBytes("\0".getBytes(StandardCharsets.ISO_8859_1));
        }
        if ((flags & 0x02) != 0) {
            CRC32 check = new CRC32();
            check.update(header.toByteArray());
            header.write((int) check.getValue());
            header.write((int) check.getValue() >> 8);
        }
        header.write(MEMBER, 10, MEMBER.length - 10);
        return header.toByteArray();
    }

    private static byte[] changed(byte[] bytes, int index, int bits) {
        byte[] changed = bytes.clone();
        changed[index] ^= (byte) bits;
        return changed;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
