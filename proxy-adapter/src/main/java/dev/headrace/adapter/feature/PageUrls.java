package dev.headrace.adapter.feature;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rewrites URLs in the values that contain them, and counts those that changed. For one page. */
final class PageUrls {
    /** What may stand around a URL (Infra §4.6, ASCII whitespace). */
    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }

    private record Step(Tally tally, UrlRewriter rewriter) {
        String rewrite(UrlKind kind, String url, @Nullable AbsoluteUrl absolute) {
            boolean isBroken = absolute == null && AbsoluteUrl.isMeant(url);
            if (isBroken && rewriter.isMeantFor(kind, url)) {
                tally.leftAlone("not-a-url");
            }
            // What cannot be read may still be the base, behind which others mean nothing.
            return isBroken && kind != UrlKind.BASE ? url : rewriter.rewrite(kind, url, absolute);
        }
    }

    private final List<Step> steps;

    private PageUrls(List<Step> steps) {
        this.steps = steps;
    }

    /** Through what these features make of the URLs of a page, one after the other. */
    static PageUrls of(Page page, List<UrlFeature> features) {
        List<Step> steps = new ArrayList<>(features.size());
        for (UrlFeature feature : features) {
            Tally tally = page.tally(feature);
            steps.add(new Step(tally, feature.urls(page, tally)));
        }
        return new PageUrls(steps);
    }

    /** Through one rewriter. */
    static PageUrls of(Tally tally, UrlRewriter rewriter) {
        return new PageUrls(List.of(new Step(tally, rewriter)));
    }

    /** Whether there is anything left to do in this page. */
    boolean isOn() {
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).tally.isSkipped()) {
                return true;
            }
        }
        return false;
    }

    /** Nothing is done at one place. */
    void leftAlone(String reason) {
        steps.forEach(step -> step.tally.leftAlone(reason));
    }

    /** A value that is one URL, perhaps with white space around it; the value itself if nothing changes. */
    String rewrite(UrlKind kind, String value) {
        return rewrite(kind, value, "");
    }

    /**
     * As {@link #rewrite(UrlKind, String)}, for places where not every character can stand.
     *
     * @param forbidden characters that what is put in must not have
     */
    String rewrite(UrlKind kind, String value, String forbidden) {
        int start = 0;
        int end = value.length();
        while (start < end && isSpace(value.charAt(start))) {
            start++;
        }
        while (start < end && isSpace(value.charAt(end - 1))) {
            end--;
        }
        if (start == end || (kind != UrlKind.BASE && !mayBeMeant(value.charAt(start)))) {
            return value;
        }
        String url = value.substring(start, end);
        String changed = rewriteMeant(kind, url, forbidden);
        if (changed.equals(url)) {
            return value;
        }
        return start == 0 && end == value.length()
                ? changed
                : value.substring(0, start) + changed + value.substring(end);
    }

    /** Whether it is the start of a path or of a scheme that anything is done for: most URLs need no more of a look. */
    private static boolean mayBeMeant(char first) {
        return first == '/' || first == 'h' || first == 'H';
    }

    private String rewriteMeant(UrlKind kind, String url, String forbidden) {
        String current = url;
        String parsed = "";
        AbsoluteUrl absolute = null;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.tally.isSkipped()) {
                continue;
            }
            if (!parsed.equals(current)) {
                parsed = current;
                absolute = AbsoluteUrl.parse(current);
            }
            String changed = step.rewrite(kind, current, absolute);
            if (changed.equals(current)) {
                continue;
            }
            if (hasAny(changed, forbidden)) {
                step.tally.leftAlone("cannot-be-written");
            } else {
                step.tally.applied();
                current = changed;
            }
        }
        return current;
    }

    private static boolean hasAny(String text, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            if (text.indexOf(characters.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** URLs with white space between them, as in {@code ping}. */
    String rewriteList(UrlKind kind, String value) {
        StringBuilder out = null;
        int copied = 0;
        int i = 0;
        while (i < value.length()) {
            int start = i;
            while (start < value.length() && isSpace(value.charAt(start))) {
                start++;
            }
            int end = endOfWord(value, start);
            i = end;
            String url = value.substring(start, end);
            String changed = rewrite(kind, url, " \t\n\r\f");
            if (!changed.equals(url)) {
                out = (out == null ? new StringBuilder() : out)
                        .append(value, copied, start)
                        .append(changed);
                copied = end;
            }
        }
        return finish(value, out, copied);
    }

    /** The image candidates of {@code srcset} and {@code imagesrcset} (WHATWG HTML §4.8.4.2.2). */
    String rewriteSourceSet(String value) {
        StringBuilder out = null;
        int copied = 0;
        int i = 0;
        while (i < value.length()) {
            int start = i;
            while (start < value.length() && (isSpace(value.charAt(start)) || value.charAt(start) == ',')) {
                start++;
            }
            int word = endOfWord(value, start);
            int end = word;
            while (end > start && value.charAt(end - 1) == ',') {
                end--;
            }
            i = end < word ? word : endOfDescriptors(value, word);
            String url = value.substring(start, end);
            String changed = url.startsWith("data:") ? url : rewrite(UrlKind.PASSIVE, url, " \t\n\r\f");
            if (!changed.equals(url) && !changed.startsWith(",") && !changed.endsWith(",")) {
                out = (out == null ? new StringBuilder() : out)
                        .append(value, copied, start)
                        .append(changed);
                copied = end;
            }
        }
        return finish(value, out, copied);
    }

    private static int endOfWord(String value, int from) {
        int end = from;
        while (end < value.length() && !isSpace(value.charAt(end))) {
            end++;
        }
        return end;
    }

    /** A comma ends them that is not in parentheses. */
    private static int endOfDescriptors(String value, int from) {
        boolean parentheses = false;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' && !parentheses) {
                return i;
            }
            parentheses = c == '(' || (parentheses && c != ')');
        }
        return value.length();
    }

    private static String finish(String value, @Nullable StringBuilder out, int copied) {
        return out == null ? value : out.append(value, copied, value.length()).toString();
    }

    /** What a refresh leads to: the content of {@code meta http-equiv=refresh} (WHATWG HTML §4.2.5.3). */
    String rewriteRefresh(String content) {
        int start = Refresh.urlStart(content);
        if (start < 0) {
            return content;
        }
        int end = Refresh.urlEnd(content, start);
        String quote = start > 0 && end < content.length() ? content.substring(end, end + 1) : "";
        String url = content.substring(start, end);
        String changed = rewrite(UrlKind.NAVIGATION, url, quote);
        return changed.equals(url) ? content : content.substring(0, start) + changed + content.substring(end);
    }

    /** Style: a declaration list, or a whole sheet. */
    String rewriteStyle(String css) {
        return css.indexOf('(') < 0 && css.indexOf('@') < 0 ? css : new StyleUrls(this).next(css, true);
    }
}
