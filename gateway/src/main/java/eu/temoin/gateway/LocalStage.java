package eu.temoin.gateway;

/** What is answered here never reaches the site: everything under the local prefix, and the few paths beside it. */
final class LocalStage implements RequestStage {
    private final String prefix;
    private final LocalPages pages;

    LocalStage(String prefix, LocalPages pages) {
        this.prefix = prefix;
        this.pages = pages;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Step apply(Exchange exchange) {
        return isUnderPrefix(exchange) || pages.answers(exchange.target().path()) ? Step.HERE : Step.NEXT;
    }

    @Override
    public Step failed(Exchange exchange) {
        return isUnderPrefix(exchange) ? Step.HERE : Step.NEXT;
    }

    private boolean isUnderPrefix(Exchange exchange) {
        return exchange.target().plainPath().startsWith(prefix);
    }
}
