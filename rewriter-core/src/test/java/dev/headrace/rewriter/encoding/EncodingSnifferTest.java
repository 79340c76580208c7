package dev.headrace.rewriter.encoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.rewriter.encoding.EncodingSniffer.Source;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingSnifferTest {
    private static final EncodingSniffer SNIFFER = new EncodingSniffer(null);

    @Test
    void byteOrderMarkWinsOverTransport() {
        EncodingSniffer sniffer = new EncodingSniffer(Encoding.WINDOWS_1252);
        assertThat(sniff(sniffer, "\u00EF\u00BB\u00BFa"))
                .isEqualTo(new EncodingSniffer.Result(Encoding.UTF_8, Source.BYTE_ORDER_MARK, 3));
        assertThat(sniff(sniffer, "\u00FE\u00FFab").encoding()).isEqualTo(Encoding.UTF_16BE);
        assertThat(sniff(sniffer, "\u00FF\u00FEab").encoding()).isEqualTo(Encoding.UTF_16LE);
    }

    @Test
    void transportWinsOverMeta() {
        EncodingSniffer.Result result = sniff(new EncodingSniffer(Encoding.EUC_KR), "<meta charset=utf-8>");
        assertThat(result).isEqualTo(new EncodingSniffer.Result(Encoding.EUC_KR, Source.TRANSPORT, 0));
        assertThat(result.isCertain()).isTrue();
    }

    @Test
    void nothingToldGivesTheFallback() {
        assertThat(sniff(SNIFFER, "<p>").encoding()).isEqualTo(Encoding.WINDOWS_1252);
        EncodingSniffer.Result result = sniff(new EncodingSniffer(null, Encoding.UTF_8), "<p>");
        assertThat(result).isEqualTo(new EncodingSniffer.Result(Encoding.UTF_8, Source.FALLBACK, 0));
        assertThat(result.isCertain()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<meta charset=koi8-r>|KOI8-R",
                "<META/CHARSET=KOI8-R/>|windows-1252",
                "<META/CHARSET='KOI8-R'/>|KOI8-R",
                "<meta charset=utf-16>|UTF-8",
                "<meta charset=x-user-defined>|windows-1252",
                "<meta http-equiv=content-type content='text/html; CHARSET = \"koi8-r\"'>|KOI8-R",
                "<meta content='text/html; charset=koi8-r'>|windows-1252",
                "<meta charset=nonsense http-equiv=content-type content='charset=koi8-r'>|windows-1252",
                "<meta charset=koi8-r charset=utf-8>|KOI8-R",
                "<!-- <meta charset=koi8-r> -->|windows-1252",
                "<!--><meta charset=koi8-r>|KOI8-R",
                "<a title='<meta charset=utf-8>'><meta charset=koi8-r>|KOI8-R",
                "<script>'<meta charset=koi8-r>'</script>|KOI8-R",
                "<?php '><meta charset=koi8-r>|KOI8-R",
                "<?xml version='1.0' encoding='koi8-r'?><p>|KOI8-R",
                "<?xml version='1.0' encoding = \"utf-16\"?><p>|UTF-8",
                "<?xml version='1.0' encoding='koi8-r'?><meta charset=utf-8>|UTF-8",
                "<?xml version='1.0' encoding=' koi8-r'?><p>|windows-1252",
                "<?xml version='1.0' encoding='koi8-r'|windows-1252",
                "x<?xml version='1.0' encoding='koi8-r'?>|windows-1252"
            })
    void declarationIsFound(String page, String name) {
        assertThat(sniff(SNIFFER, page).encoding().name()).isEqualTo(name);
    }

    @Test
    void utf16XmlDeclarationWithoutByteOrderMarkIsFound() {
        assertThat(sniff(SNIFFER, "<\0?\0x\0m\0").encoding()).isEqualTo(Encoding.UTF_16LE);
        assertThat(sniff(SNIFFER, "\0<\0?\0x\0m").encoding()).isEqualTo(Encoding.UTF_16BE);
    }

    @Test
    void metaBehindThePrescanIsNotSeen() {
        String meta = "<meta charset=koi8-r>";
        String fitting = " ".repeat(EncodingSniffer.PRESCAN_BYTES - meta.length());
        assertThat(sniff(SNIFFER, fitting + meta).encoding().name()).isEqualTo("KOI8-R");
        assertThat(sniff(SNIFFER, fitting + " " + meta).encoding()).isEqualTo(Encoding.WINDOWS_1252);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html><meta charset='koi8-r'><p>",
                "\u00EF\u00BB\u00BF<p>",
                "\u00EF\u00BBx",
                "<?xml version='1.0' encoding='koi8-r'?><p>",
                "\0<\0?\0x\0m",
                "<p>"
            })
    void answerDoesNotDependOnHowTheBytesCome(String page) {
        byte[] b = page.getBytes(ISO_8859_1);
        EncodingSniffer.Result whole = sniff(SNIFFER, page);
        for (int end = 0; end < b.length; end++) {
            EncodingSniffer.Result soFar = SNIFFER.sniff(b, 0, end, false);
            if (soFar != null) {
                assertThat(soFar).isEqualTo(whole);
            }
        }
    }

    @Test
    void fullPrescanIsAlwaysAnAnswer() {
        assertThat(SNIFFER.sniff(new byte[EncodingSniffer.PRESCAN_BYTES], 0, EncodingSniffer.PRESCAN_BYTES, false))
                .isNotNull();
        assertThat(SNIFFER.sniff(new byte[EncodingSniffer.PRESCAN_BYTES], 0, EncodingSniffer.PRESCAN_BYTES - 1, false))
                .isNull();
    }

    @Test
    void transportNeedsNoMoreThanTheByteOrderMark() {
        EncodingSniffer sniffer = new EncodingSniffer(Encoding.UTF_8);
        assertThat(sniffer.sniff(new byte[] {'<'}, 0, 1, false)).isNotNull();
        assertThat(sniffer.sniff(new byte[] {(byte) 0xEF}, 0, 1, false)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "koi8-r, -, -, KOI8-R",
                "utf-16be, -, -, UTF-8",
                "nonsense, Content-Type, charset=koi8-r, KOI8-R",
                "-, content-type, text/html;charset=koi8-r, KOI8-R",
                "-, refresh, text/html;charset=koi8-r, -",
                "-, content-type, charset charset=koi8-r;x, KOI8-R",
                "-, content-type, charset='koi8-r, -",
                "-, content-type, charset=, -",
                "-, -, charset=koi8-r, -"
            })
    void lateMetaNamesEncoding(
            @Nullable String charset, @Nullable String httpEquiv, @Nullable String content, @Nullable String name) {
        Encoding encoding = EncodingSniffer.ofMeta(charset, httpEquiv, content);
        assertThat(encoding == null ? null : encoding.name()).isEqualTo(name);
    }

    private static EncodingSniffer.Result sniff(EncodingSniffer sniffer, String page) {
        byte[] b = page.getBytes(ISO_8859_1);
        return Objects.requireNonNull(sniffer.sniff(b, 0, b.length, true));
    }
}
