package dev.headrace.adapter.feature;

/** What stands at the end of a head. */
final class HeadEnd {
    /**
     * Elements of a head that only their own end tags end. Where one of them ends without, the input was cut off in it, and what is put in at the
     * end of the head would become its text.
     */
    static final String CUT_OFF_IN = "head > title, head > script, head > style, head > noscript, head > template";

    private HeadEnd() {}
}
