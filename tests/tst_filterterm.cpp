#include "models/filterterm.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using Kind = FilterTerm::Kind;

Q_DECLARE_METATYPE(larder::FilterTerm)

class TestFilterTerm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsWhatIsTyped_data();
    void readsWhatIsTyped();
    void refusesNothing();
    void readsNumbersExactly();
};

void TestFilterTerm::readsWhatIsTyped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<FilterTerm>("term");
    const auto add = [](const char* text, const FilterTerm& term) {
        QTest::newRow(text) << QString::fromUtf8(text) << term;
    };
    const auto word = QStringLiteral("tea");
    add(" tea ", {Kind::Contains, word});
    add("\"=5\"", {Kind::Contains, QStringLiteral("=5")});
    add("\"", {Kind::Contains, QStringLiteral("\"")});
    add("=tea", {Kind::Equal, word});
    add("<>tea", {Kind::Equal, word, {}, true});
    add("<tea", {Kind::Below, word});
    add("<=tea", {Kind::AtMost, word});
    add(">tea", {Kind::Above, word});
    add(">=tea", {Kind::AtLeast, word});
    add("1..5", {Kind::Range, QStringLiteral("1"), QStringLiteral("5")});
    add("1...5", {Kind::Contains, QStringLiteral("1...5")});
    add("..5", {Kind::Contains, QStringLiteral("..5")});
    add("~^T", {Kind::Pattern, QStringLiteral("^T")});
    add("null", {Kind::Null});
    add("! NULL", {Kind::Null, {}, {}, true});
    add("!~^T", {Kind::Pattern, QStringLiteral("^T"), {}, true});
    add("!!", {Kind::Contains, QStringLiteral("!"), {}, true});
}

void TestFilterTerm::readsWhatIsTyped()
{
    QFETCH(QString, text);
    QFETCH(FilterTerm, term);
    const Result<FilterTerm> read = FilterTerm::parse(text);
    QVERIFY(read);
    QVERIFY(read.value() == term);
}

void TestFilterTerm::refusesNothing()
{
    for (const char* text : {"", "  ", "!", " ! "}) {
        const Result<FilterTerm> read = FilterTerm::parse(QString::fromLatin1(text));
        QVERIFY(!read);
        QVERIFY(!read.error().advice.isEmpty());
    }
}

void TestFilterTerm::readsNumbersExactly()
{
    QVERIFY(numberFromText(u"9223372036854775807").integer == std::numeric_limits<qint64>::max());
    QCOMPARE(int(numberFromText(u"9223372036854775808").type), int(CellType::Real));
    QCOMPARE(numberFromText(u"-0.5").real, -0.5);
    QVERIFY(numberFromText(u"5 pieces").isNull());
    QVERIFY(numberFromText(u"").isNull());
}

QTEST_GUILESS_MAIN(TestFilterTerm)
#include "tst_filterterm.moc"
