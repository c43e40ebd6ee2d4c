"""What a hand does in a text."""

SELECT = """([words]) => {
    const walk = document.createTreeWalker(document.querySelector(".body"), NodeFilter.SHOW_TEXT);
    const pieces = []; let all = "";
    for (let node = walk.nextNode(); node; node = walk.nextNode())
        if (!node.parentElement.closest(".gut")) { pieces.push([node, all.length]); all += node.data; }
    const holds = (at) => pieces.filter(([, from]) => from <= at).at(-1);
    const place = (at) => { const [node, from] = holds(at); return [node, at - from]; };
    const start = all.indexOf(words);
    getSelection().setBaseAndExtent(...place(start), ...place(start + words.length));
}"""


def select(page, words):
    """These words of the text are selected, as by a mouse drawn over them."""
    page.evaluate(SELECT, [words])
