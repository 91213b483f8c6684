#include "models/markdownwriter.h"

#include "tests/support/writtenrows.h"

#include <QRegularExpression>
#include <QTest>

#include <limits>

using namespace larder;
using namespace larder::test;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
const RowForm kMarkdown{RowFormat::Markdown};

} // namespace

class TestMarkdownWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void writesAValue_data();
    void writesAValue();
    void hasAHeaderAndALineARow();
    void commentStandsApart();
};

void TestMarkdownWriter::writesAValue_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const char* name, const Value& value, const QByteArray& cell) {
        QTest::newRow(name) << value << cell;
    };
    row("null", {}, "*NULL*");
    row("text null", text("NULL"), "NULL");
    row("empty text", text(""), "");
    row("bar", text("a|b"), "a\\|b");
    row("mark-up", text("*_`[<&#~\\$!"), "\\*\\_\\`\\[\\<\\&\\#\\~\\\\\\$\\!");
    row("line breaks", text("a\r\nb\tc"), "a&#13;<br>b&#9;c");
    row("blanks at the ends", text(" a b "), "&#32;a b&#32;");
    row("integer", std::numeric_limits<qint64>::min(), "-9223372036854775808");
    row("real", 0.1, "0.1");
    row("infinity", kInfinity, "Infinity");
    row("blob", blob("\xff"), "`x'ff'`");
    row("invalid UTF-8", text("a\xff"), "`CAST(x'61ff' AS TEXT)`");
    row("nul", text(QByteArray("\0", 1)), "`CAST(x'00' AS TEXT)`");
    row("escape", text("\x1b"), "`CAST(x'1b' AS TEXT)`");
}

void TestMarkdownWriter::writesAValue()
{
    QFETCH(Value, value);
    QFETCH(QByteArray, cell);
    QCOMPARE(written(kMarkdown, single(value)), "| x |\n| --- |\n| " + cell + " |\n");
}

void TestMarkdownWriter::hasAHeaderAndALineARow()
{
    const ResultPtr result
        = resultOf({QStringLiteral("a|b"), QStringLiteral("c\nd")}, {{qint64(1), qint64(2)}});
    QCOMPARE(written(kMarkdown, result), QByteArray("| a\\|b | c<br>d |\n| --- | --- |\n| 1 | 2 |\n"));
}

void TestMarkdownWriter::commentStandsApart()
{
    const RowForm form{RowFormat::Markdown, {}, {}, {QStringLiteral("a --> b")}};
    QVERIFY(written(form, single(qint64(1))).startsWith("<!--\na --&gt; b\n-->\n\n| x |"));
}

QTEST_GUILESS_MAIN(TestMarkdownWriter)
#include "tst_markdownwriter.moc"
