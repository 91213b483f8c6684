#include "models/valuetext.h"

#include "tests/support/results.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

CellValue valueOf(const Value& value, const QString& name = QStringLiteral("a"), const QString& declared = {})
{
    ResultBuilder builder({{name, declared}});
    append(builder.column(0), value);
    builder.endRow();
    return {builder.snapshot(Completeness::Complete), 0, 0};
}

QString factsOf(const Value& value, const std::optional<Utf8Check>& check = {}, const QString& declared = {})
{
    const CellValue cell = valueOf(value, {}, declared);
    return valueFactsText(cell, ValueFacts{cell, check});
}

} // namespace

class TestValueText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsWhatAValueIs();
    void leavesOutWhatIsNotKnownYet();
    void namesFilesByColumnAndKind_data();
    void namesFilesByColumnAndKind();
};

void TestValueText::tellsWhatAValueIs()
{
    QCOMPARE(factsOf(Value()), QStringLiteral("NULL"));
    QCOMPARE(factsOf(Value(), {}, QStringLiteral("BLOB")), QStringLiteral("NULL · declared BLOB"));
    QCOMPARE(factsOf(qint64(7)), QStringLiteral("INTEGER"));
    QCOMPARE(factsOf(0.5), QStringLiteral("REAL"));
    QCOMPARE(factsOf(text("a\xc3\xa4"), Utf8Check{2}, QStringLiteral("VARCHAR(9)")),
        QStringLiteral("TEXT · declared VARCHAR(9) · 3 B · 2 characters · valid UTF-8"));
    QCOMPARE(factsOf(text("a\xff"), Utf8Check{2, 1}),
        QStringLiteral("TEXT · 2 B · 2 characters · not valid UTF-8: first wrong byte at 1"));
    QCOMPARE(factsOf(blob("abc")), QStringLiteral("BLOB · 3 B"));
    QCOMPARE(factsOf(blob("%PDF-1.7")), QStringLiteral("BLOB · 8 B · begins like: PDF document"));
    QCOMPARE(factsOf(blob(QByteArray(20'480, 'x'))), QStringLiteral("BLOB · 20480 B (20 kB)"));
}

void TestValueText::leavesOutWhatIsNotKnownYet()
{
    QCOMPARE(valueFactsText(valueOf(text("abc")), std::nullopt), QStringLiteral("TEXT · 3 B"));
}

void TestValueText::namesFilesByColumnAndKind_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isBlob");
    QTest::addColumn<int>("view");
    QTest::addColumn<QString>("name");
    const auto row
        = [](const char* column, const QByteArray& bytes, bool isBlob, ValueView view, const char* name) {
              QTest::newRow(name) << QString::fromUtf8(column) << bytes << isBlob << int(view)
                                  << QString::fromUtf8(name);
          };
    row("photo", "\xff\xd8\xff", true, ValueView::Image, "photo.jpeg");
    row("data", "abc", true, ValueView::Hex, "data.bin");
    row("doc", "{}", false, ValueView::Json, "doc.json");
    row("page", "<a/>", false, ValueView::Xml, "page.xml");
    row("note", "abc", false, ValueView::Text, "note.txt");
    row("../../etc/pass wd", "abc", false, ValueView::Text, "_etc_pass_wd.txt");
    row("größe", "abc", false, ValueView::Text, "größe.txt");
    row("??", "abc", false, ValueView::Text, "value.txt");
    row("", "%PDF-", true, ValueView::Hex, "value.pdf");
}

void TestValueText::namesFilesByColumnAndKind()
{
    QFETCH(QString, column);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isBlob);
    QFETCH(int, view);
    QTEST(valueFileName(valueOf(isBlob ? blob(bytes) : text(bytes), column), ValueView(view)), "name");
}

QTEST_GUILESS_MAIN(TestValueText)
#include "tst_valuetext.moc"
