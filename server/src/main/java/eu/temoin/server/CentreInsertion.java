package eu.temoin.server;

import eu.temoin.centre.InlineTag;
import eu.temoin.centre.Insertions;
import eu.temoin.enforcement.InlineHashes;
import eu.temoin.gateway.Insertion;
import java.util.List;

/** The centre's insertions, where the gateway asks for what to put into pages. */
final class CentreInsertion implements Insertion {
    private final Insertions insertions;

    CentreInsertion(Insertions insertions) {
        this.insertions = insertions;
    }

    @Override
    public InlineHashes tags() {
        return InlineHashes.ofTexts(texts(InlineTag.Kind.SCRIPT), texts(InlineTag.Kind.STYLE));
    }

    private List<String> texts(InlineTag.Kind kind) {
        return insertions.tags().stream()
                .filter(tag -> tag.kind() == kind)
                .map(InlineTag::text)
                .toList();
    }

    @Override
    public byte[] head(Page page) {
        return insertions.head(page.decision(), page.language(), page.nonce(), page.measured());
    }

    @Override
    public byte[] opening(Page page) {
        return insertions.opening(page.decision(), page.language(), page.path());
    }

    @Override
    public byte[] closing(Page page, List<String> open) {
        return insertions.closing(page.decision(), page.language(), page.path(), open);
    }

    @Override
    public Placeholder placeholder(Page page, Gated gated) {
        eu.temoin.centre.Placeholder made = insertions.placeholder(
                page.decision(),
                page.language(),
                page.path(),
                page.nested(),
                page.nonce(),
                new eu.temoin.centre.Gated(
                        gated.provider(), gated.element(), gated.title(), gated.anchor(), gated.once()));
        return new Placeholder(made.title(), made.document());
    }
}
