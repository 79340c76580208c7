package dev.headrace.adapter.feature;

import org.jsoup.nodes.Document;

/** Scripts, styles and preloads may have the nonce; nothing else is new. */
final class CspNoncesChecker implements PageChecker {
    @Override
    public Feature feature() {
        String policy = "script-src 'strict-dynamic'; style-src 'self'";
        return new CspNonces(new CspNonces.Options(true, true, false, policy), () -> CspNoncesTest.NONCE);
    }

    @Override
    public void forgetBefore(Document before) {}

    @Override
    public void forgetAfter(Document after) {
        String own = "[nonce=" + CspNoncesTest.NONCE + "]";
        after.select("script" + own + ", style" + own + ", link" + own).removeAttr("nonce");
    }
}
