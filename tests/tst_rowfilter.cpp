#include "models/rowfilter.h"

#include "tests/support/randomrows.h"

#include <QRegularExpression>
#include <QTest>

using namespace larder;
using namespace larder::test;

namespace {

RowFilter filterOf(const QString& text)
{
    const Result<RowFilter> parsed = RowFilter::parse(text);
    if (!parsed)
        qFatal("%s", qPrintable(errorText(parsed.error())));
    return parsed.value();
}

} // namespace

class TestRowFilter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void passesWhatItsTextSays_data();
    void passesWhatItsTextSays();
    void comparesUnsignedIntegersByValue();
    void comparesDecimalsByValue_data();
    void comparesDecimalsByValue();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void keepsTheRowsThatPassAll();
    void searchesAColumnOfTextsInOnePiece_data();
    void searchesAColumnOfTextsInOnePiece();
    void endsWhenStopped();
};

void TestRowFilter::passesWhatItsTextSays_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QByteArrayList>("passed");
    const auto row = [](const char* filter, const QByteArrayList& passed) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << passed;
    };
    row("tea", {"text Green TEA"});
    row("\"=5\"", {"text =5"});
    row("5", {"integer 5", "real 4016000000000000", "text =5", "text 5", "text 2024-05-06"});
    row("=5", {"integer 5", "text 5"});
    row("= 5.0", {"integer 5"});
    row("=Green TEA", {"text Green TEA"});
    row("=green tea", {});
    row("=", {"text "});
    row("<>5",
        {"integer 7", "real 4016000000000000", "text Green TEA", "text ", "text =5", "text 2024-05-06",
            "blob 35"});
    row("<5.5", {"integer 5"});
    row("<=5.5", {"integer 5", "real 4016000000000000"});
    row(">5", {"integer 7", "real 4016000000000000"});
    row(">= 7", {"integer 7"});
    row(">2024-01-01", {"text Green TEA", "text 5", "text =5", "text 2024-05-06"});
    row("2024-01-01..2024-12-31", {"text 2024-05-06"});
    row("5..6", {"integer 5", "real 4016000000000000"});
    row("~^\\d-?", {"integer 5", "integer 7", "real 4016000000000000", "text 5", "text 2024-05-06"});
    row("NULL", {"null"});
    row("null", {"null"});
    row("!null",
        {"integer 5", "integer 7", "real 4016000000000000", "text Green TEA", "text ", "text 5", "text =5",
            "text 2024-05-06", "blob 35"});
    row("!~.", {"text ", "blob 35"});
    row("!5", {"integer 7", "text Green TEA", "text ", "blob 35"});
    row("wait...", {});
}

void TestRowFilter::passesWhatItsTextSays()
{
    QFETCH(QString, filter);
    QFETCH(QByteArrayList, passed);
    const ResultPtr result = resultOf({QStringLiteral("v")},
        {{qint64(5)}, {qint64(7)}, {5.5}, {text("Green TEA")}, {text("")}, {text("5")}, {text("=5")},
            {text("2024-05-06")}, {Value()}, {blob("5")}});
    const auto rows = filteredRows(*result, {{0, filterOf(filter)}}, {});
    QByteArrayList values;
    for (const quint32 row : *rows)
        values << described(result->cell(row, 0));
    std::sort(values.begin(), values.end());
    std::sort(passed.begin(), passed.end());
    QCOMPARE(values, passed);
}

void TestRowFilter::comparesUnsignedIntegersByValue()
{
    const ResultPtr result = columnOf(QStringLiteral("bigint(20) unsigned"),
        {text("18446744073709551615"), qint64(7), text("9300000000000000000"), qint64(3)});
    const auto passed = [&](const char* filter) {
        return *filteredRows(*result, {{0, filterOf(QString::fromLatin1(filter))}}, {});
    };
    QCOMPARE(passed(">5"), (RowOrder{0, 1, 2}));
    QCOMPARE(passed("<=9300000000000000000"), (RowOrder{1, 2, 3}));
    QCOMPARE(passed("=18446744073709551615"), RowOrder{0});
}

void TestRowFilter::comparesDecimalsByValue_data()
{
    QTest::addColumn<QByteArrayList>("passed");
    const auto row
        = [](const char* filter, const QByteArrayList& passed) { QTest::newRow(filter) << passed; };
    row("=5", {"5.00"});
    row("=5.00", {"5.00"});
    row("<>5", {"-3", "12345678901234567890.123", "NaN", "tea"});
    row("<5", {"-3"});
    row(">5", {"12345678901234567890.123", "NaN"});
    row(">12345678901234567890.12", {"12345678901234567890.123", "NaN"});
    row(">=12345678901234567890.1230", {"12345678901234567890.123", "NaN"});
    row(">12345678901234567890.123", {"NaN"});
    row("<=0.5e1", {"-3", "5.00"});
    row("-3..5", {"-3", "5.00"});
    row("!-3..5", {"12345678901234567890.123", "NaN", "tea"});
    row("=nan", {"NaN"});
    row("<inf", {"-3", "12345678901234567890.123", "5.00"});
    row(">a", {"tea"});
    row("=tea", {"tea"});
    row("5.0", {"5.00"});
    row("NULL", {""});
}

void TestRowFilter::comparesDecimalsByValue()
{
    QFETCH(QByteArrayList, passed);
    const ResultPtr result = columnOf(QStringLiteral("numeric(40,2)"),
        {text("5.00"), text("-3"), text("12345678901234567890.123"), text("NaN"), text("tea"), Value()});
    // The second of two too.
    const RowFilter filter = filterOf(QString::fromUtf8(QTest::currentDataTag()));
    for (const std::vector<ColumnFilter>& filters :
        {std::vector<ColumnFilter>{{0, filter}}, std::vector<ColumnFilter>{{0, filter}, {0, filter}}}) {
        QByteArrayList values;
        const auto rows = filteredRows(*result, filters, {});
        for (const quint32 row : *rows)
            values << result->cell(row, 0).bytes.toByteArray();
        std::sort(values.begin(), values.end());
        QCOMPARE(values, passed);
    }
}

void TestRowFilter::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("why");
    QTest::newRow("~(") << QStringLiteral("Not a regular expression: missing closing parenthesis");
    QTest::newRow("") << QStringLiteral("empty");
    QTest::newRow(" ! ") << QStringLiteral("empty");
}

void TestRowFilter::saysWhatIsWrong()
{
    QFETCH(QString, why);
    const Result<RowFilter> parsed = RowFilter::parse(QString::fromUtf8(QTest::currentDataTag()));
    QVERIFY(!parsed);
    QVERIFY2(errorText(parsed.error()).contains(why), qPrintable(errorText(parsed.error())));
}

// Against a plain look at each value, over more than one chunk.
void TestRowFilter::keepsTheRowsThatPassAll()
{
    for (unsigned seed = 0; seed < 50; ++seed) {
        std::mt19937 random{seed};
        const ResultPtr result = randomResult(random, 20'000);
        std::vector<ColumnFilter> filters;
        const QStringList texts{QStringLiteral("a"), QStringLiteral("!NULL"), QStringLiteral(">0"),
            QStringLiteral("<>1"), QStringLiteral("!~^a"), QStringLiteral("-1..256")};
        for (unsigned i = 0; i < random() % 4; ++i)
            filters.push_back({int(random() % 5), filterOf(texts[qsizetype(random() % 6)])});
        RowOrder expected;
        for (quint32 row = 0; row < quint32(result->rowCount()); ++row) {
            if (std::all_of(filters.begin(), filters.end(), [&](const ColumnFilter& filter) {
                    return filter.filter.passes(result->cell(row, filter.column));
                }))
                expected.push_back(row);
        }
        QCOMPARE(*filteredRows(*result, filters, {}), expected);
    }
}

void TestRowFilter::searchesAColumnOfTextsInOnePiece_data()
{
    QTest::addColumn<RowOrder>("passed");
    QTest::newRow("tea") << RowOrder{1, 5};
    QTest::newRow("!tea") << RowOrder{2, 4};
    QTest::newRow("\"\"") << RowOrder{1, 2, 4, 5};
    QTest::newRow("!\"\"") << RowOrder{};
    QTest::newRow("ü") << RowOrder{4};
    QTest::newRow("!ü") << RowOrder{1, 2, 5};
}

// NULLs are no empty texts, whether they are asked for or not.
void TestRowFilter::searchesAColumnOfTextsInOnePiece()
{
    QFETCH(RowOrder, passed);
    const ResultPtr result = resultOf({QStringLiteral("v")},
        {{Value()}, {text("Green TEA")}, {text("")}, {Value()}, {text("Grüner T")}, {text("ea? Tea")},
            {Value()}});
    QVERIFY(result->chunk(0).columns()[0].textArena());
    const QString filter = QString::fromUtf8(QTest::currentDataTag());
    QCOMPARE(*filteredRows(*result, {{0, filterOf(filter)}}, {}), passed);
}

void TestRowFilter::endsWhenStopped()
{
    std::mt19937 random{7};
    const ResultPtr result = randomResult(random, 40'000);
    std::stop_source stop;
    const RowTask task{stop.get_token(), [&stop](double share) {
                           if (share > 0.3)
                               stop.request_stop();
                       }};
    QVERIFY(!filteredRows(*result, {{0, filterOf(QStringLiteral("1"))}}, task));
    QVERIFY(!filteredRows(*result, {{0, filterOf(QStringLiteral("1"))}}, {stop.get_token()}));
}

QTEST_GUILESS_MAIN(TestRowFilter)
#include "tst_rowfilter.moc"
