package dev.headrace.rewriter.engine;

import dev.headrace.rewriter.content.Comment;
import dev.headrace.rewriter.error.ContentException;
import dev.headrace.rewriter.text.CommentProblem;
import dev.headrace.rewriter.text.HtmlEscape;
import org.jspecify.annotations.Nullable;

/** The comment that handlers see. */
final class CommentUnit extends Unit implements Comment {
    private int contentStart;
    private int contentEnd;
    private @Nullable String text;
    private boolean changed;

    CommentUnit(Session session) {
        super(session);
    }

    void attach(int from, int contentStart, int contentEnd, int to) {
        attach(from, to);
        this.contentStart = contentStart;
        this.contentEnd = contentEnd;
        text = null;
        changed = false;
    }

    void emit(Emission emission) {
        emit(emission, changed);
    }

    @Override
    void emitChanged(Emission emission) {
        emission.html("<!--" + text() + "-->");
    }

    @Override
    public String text() {
        check();
        if (text == null) {
            text = session.decode(contentStart, contentEnd);
        }
        return text;
    }

    @Override
    public void setText(String newText) {
        check();
        CommentProblem problem = HtmlEscape.commentProblem(newText);
        if (problem != null) {
            throw new ContentException("not a comment's text: " + problem.description() + ": \"" + newText + "\"");
        }
        Names.checkEncodable("comment", newText, session.encoding());
        changed |= !newText.equals(text());
        text = newText;
    }
}
