package dev.headrace.adapter.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
    @Test
    void linesThatDiffer_standAmongTwoThatDoNot() {
        String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n";
        String after = "1\n2\n3\nfour\n5\n6\n7\n8\n9\n10\n11\n12\n13";
        assertThat(UnifiedDiff.of(before, after))
                .containsExactly(
                        "@@ -2,5 +2,5 @@",
                        " 2",
                        " 3",
                        "-4",
                        "+four",
                        " 5",
                        " 6",
                        "@@ -11,2 +11,3 @@",
                        " 11",
                        " 12",
                        "+13");
    }

    @Test
    void equalDocuments_haveNoDiff() {
        assertThat(UnifiedDiff.of("a\nb", "a\nb")).isEmpty();
    }

    @Test
    void emptyDocument_hasLineZero() {
        assertThat(UnifiedDiff.of("", "a\n")).containsExactly("@@ -0,0 +1,1 @@", "+a");
    }

    @Test
    void longLines_areCutInFrontOfTags() {
        String before = "<html><body>" + "<p>text</p>".repeat(30) + "<img src=a><b>1 < 2</b></body></html>";
        assertThat(UnifiedDiff.of(before, before.replace("src=a", "src=a loading=lazy")))
                .containsExactly(
                        "@@ -31,4 +31,4 @@",
                        " <p>text</p>",
                        " <p>text</p>",
                        "-<img src=a>",
                        "+<img src=a loading=lazy>",
                        " <b>1 < 2</b></body></html>");
    }

    @Test
    void pieceThatIsStillLong_isShownWhereItDiffers() {
        String before = "x".repeat(5000) + "y" + "z".repeat(5000);
        assertThat(UnifiedDiff.of(before, before.replace("y", "Y")))
                .containsExactly(
                        "@@ -1,1 +1,1 @@",
                        "-…" + "x".repeat(60) + "y" + "z".repeat(179) + "…",
                        "+…" + "x".repeat(60) + "Y" + "z".repeat(179) + "…");
    }
}
