package dev.headrace.adapter.feature;

import dev.headrace.rewriter.content.TextChunk;

/**
 * A feature that looks at the text of a page. Those of a page are called together, since a call by the rewriter costs more than a look. A page's
 * state of such a feature {@linkplain Page#onText joins in} when it is made.
 */
interface TextFeature extends Feature {
    /** What looks at the text of one page, other than that of scripts, titles and the like, in {@linkplain
     * dev.headrace.rewriter.HtmlRewriterBuilder#onDocumentTextRuns runs}. */
    @FunctionalInterface
    interface Reader {
        /**
         * Looks at a piece of text, as the features before have left it.
         *
         * @param bytes its bytes, whoever changes the text has them {@linkplain TextBytes#read read} again
         */
        void text(TextChunk chunk, TextBytes bytes);
    }

    /** Whether it looks at text, with its options. */
    default boolean readsText() {
        return true;
    }
}
