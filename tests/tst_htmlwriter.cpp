#include "models/htmlwriter.h"

#include "tests/support/writtenrows.h"

#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace larder;
using namespace larder::test;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
const RowForm kHtml{RowFormat::Html};

} // namespace

class TestHtmlWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void writesAValue_data();
    void writesAValue();
    void isAPageOfItsOwn();
    void commentCanNotEndEarly();
};

void TestHtmlWriter::writesAValue_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const char* name, const Value& value, const QByteArray& cell) {
        QTest::newRow(name) << value << cell;
    };
    row("null", {}, "<td class=\"null\"><i>NULL</i></td>");
    row("text null", text("NULL"), "<td>NULL</td>");
    row("empty text", text(""), "<td></td>");
    row("mark-up", text("<b>&amp;"), "<td>&lt;b&gt;&amp;amp;</td>");
    row("line breaks", text("a\r\nb\tc"), "<td>a&#13;<br>b\tc</td>");
    row("integer", std::numeric_limits<qint64>::min(), "<td align=\"right\">-9223372036854775808</td>");
    row("real", 0.1, "<td align=\"right\">0.1</td>");
    row("infinity", kInfinity, "<td align=\"right\">Infinity</td>");
    row("blob", blob("\xff"), "<td><code>x'ff'</code></td>");
    row("invalid UTF-8", text("<\xff"), "<td><code>CAST(x'3cff' AS TEXT)</code></td>");
    row("nul", text(QByteArray("\0", 1)), "<td><code>CAST(x'00' AS TEXT)</code></td>");
    row("escape", text("\x1b<"), "<td><code>CAST(x'1b3c' AS TEXT)</code></td>");
}

void TestHtmlWriter::writesAValue()
{
    QFETCH(Value, value);
    QFETCH(QByteArray, cell);
    const QByteArray page = written(kHtml, single(value));
    QVERIFY2(page.contains("<tbody>\n<tr>" + cell + "</tr>\n</tbody>\n</table>\n"), page.constData());
}

void TestHtmlWriter::isAPageOfItsOwn()
{
    const QByteArray page = written(kHtml, resultOf({QStringLiteral("a<b")}, {}));
    QVERIFY(page.startsWith("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n"));
    QVERIFY(page.contains("<tr><th>a&lt;b</th></tr>\n</thead>"));
}

void TestHtmlWriter::commentCanNotEndEarly()
{
    const RowForm form{RowFormat::Html, {}, {}, {QStringLiteral("a --> b --!> c -- d")}};
    QVERIFY(written(form, emptyResult()).contains("<!--\na --&gt; b --!&gt; c -- d\n-->\n"));
}

QTEST_GUILESS_MAIN(TestHtmlWriter)
#include "tst_htmlwriter.moc"
