#include "cache/columnbuilder.h"

#include "cache/rowchunk.h"
#include "tests/support/results.h"

#include <QRegularExpression>
#include <QTest>

#include <bit>
#include <limits>
#include <random>

using namespace larder;
using test::append;
using test::blob;
using test::described;
using test::Row;
using test::text;

Q_DECLARE_METATYPE(std::vector<larder::Value>)

namespace {

const QByteArray kNul("a\0b", 3);

/// The first value that is no NULL and whether another type follows: which form the column takes.
Value valueOfType(size_t type, int seed)
{
    switch (type) {
    case 1:
        return qint64(seed) * 1'000'003 - 7;
    case 2:
        return double(seed) / 3;
    case 3:
        return text(QByteArray("text ") + QByteArray(seed % 5, 't'));
    case 4:
        return blob(QByteArray(seed % 4, char(seed)));
    default:
        return {};
    }
}

/// As the builder shows them, and as they lie in a chunk.
void compareToModel(const ColumnBuilder& column, const Row& model)
{
    QCOMPARE(column.rowCount(), qsizetype(model.size()));
    const ChunkPtr chunk = chunkOf({column}, column.rowCount());
    QVERIFY(chunk->isSound());
    for (size_t row = 0; row < model.size(); ++row) {
        QCOMPARE(described(column.view().cell(qsizetype(row))), described(model[row]));
        QCOMPARE(described(chunk->columns()[0].cell(qsizetype(row))), described(model[row]));
    }
}

} // namespace

class TestColumnBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsEveryValue_data();
    void keepsEveryValue();
    void keepsTheValuesInEveryTransition_data();
    void keepsTheValuesInEveryTransition();
    void marksNullsAtTheBordersOfItsWords();
    void agreesWithAListOfValues_data();
    void agreesWithAListOfValues();
    void startsAnewWhenCleared();
    void showsTextsInOnePiece();
    void showsNothingElseAsTexts_data();
    void showsNothingElseAsTexts();
};

void TestColumnBuilder::keepsEveryValue_data()
{
    using Integers = std::numeric_limits<qint64>;
    using Reals = std::numeric_limits<double>;
    QTest::addColumn<Row>("values");
    QTest::newRow("only nulls") << Row{{}, {}, {}};
    QTest::newRow("integers") << Row{0, -1, Integers::min(), Integers::max(), 9007199254740993};
    QTest::newRow("reals") << Row{0.0, -0.0, 0.1, Reals::max(), Reals::denorm_min(), Reals::infinity()};
    QTest::newRow("not a number with its bits") << Row{Reals::quiet_NaN(),
        std::bit_cast<double>(0x7ff8000000000123ULL), std::bit_cast<double>(0xfff8000000000001ULL)};
    QTest::newRow("texts") << Row{text("a"), text("Zürich"), text("\xff\xfe not UTF-8")};
    QTest::newRow("empty text is not null") << Row{text(""), {}, text(""), {}, {}};
    QTest::newRow("null before an empty text") << Row{{}, text("")};
    QTest::newRow("text with NUL") << Row{text(kNul), text(QByteArray(1, '\0')), text(kNul)};
    QTest::newRow("blobs") << Row{blob(QByteArray::fromHex("00ff")), blob(""), {}, blob("x")};
    QTest::newRow("blob is not text") << Row{blob("same"), text("same"), blob("same")};
    QTest::newRow("text is not blob") << Row{text(""), blob(""), {}};
    QTest::newRow("text of digits among integers") << Row{1, text("1"), 1.0, blob("1"), {}};
    QTest::newRow("one of each, nulls around") << Row{{}, 1, {}, 2.5, {}, text(kNul), {}, blob(kNul), {}};
}

void TestColumnBuilder::keepsEveryValue()
{
    QFETCH(Row, values);
    ColumnBuilder column;
    for (const Value& value : values)
        append(column, value);
    compareToModel(column, values);
}

// From every form to every other one, with NULLs before, between and after.
void TestColumnBuilder::keepsTheValuesInEveryTransition_data()
{
    QTest::addColumn<Row>("values");
    static constexpr std::array kNames{"null", "integer", "real", "text", "blob"};
    for (size_t from = 1; from < kNames.size(); ++from) {
        for (size_t to = 1; to < kNames.size(); ++to) {
            for (int nulls = 0; nulls < 8; ++nulls) {
                Row values;
                const auto nullsIf
                    = [&](int bit) { values.resize(values.size() + ((nulls & bit) != 0 ? 70 : 0)); };
                nullsIf(1);
                values.insert(values.end(), {valueOfType(from, 3), valueOfType(from, 4)});
                nullsIf(2);
                values.insert(values.end(), {valueOfType(to, 5), valueOfType(from, 6), valueOfType(to, 7)});
                nullsIf(4);
                QTest::addRow("%s to %s, nulls %d", kNames.at(from), kNames.at(to), nulls) << values;
            }
        }
    }
}

void TestColumnBuilder::keepsTheValuesInEveryTransition()
{
    QFETCH(Row, values);
    ColumnBuilder column;
    for (size_t row = 0; row < values.size(); ++row) {
        append(column, values[row]);
        QCOMPARE(described(column.view().cell(qsizetype(row))), described(values[row]));
    }
    compareToModel(column, values);
}

void TestColumnBuilder::marksNullsAtTheBordersOfItsWords()
{
    for (size_t position : {0U, 62U, 63U, 64U, 65U, 127U, 128U, 191U}) {
        Row values(200, Value(7));
        values[position] = Value();
        ColumnBuilder column;
        for (const Value& value : values)
            append(column, value);
        compareToModel(column, values);
    }
}

void TestColumnBuilder::agreesWithAListOfValues_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 60; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void TestColumnBuilder::agreesWithAListOfValues()
{
    QFETCH(int, seed);
    std::mt19937 random{unsigned(seed)};
    // Each type has its own chance, so that long stretches of one form occur as well as early mixtures.
    std::array<double, 5> weights{};
    for (double& weight : weights)
        weight = std::array{0.0, 0.01, 1.0}.at(random() % 3);
    weights.at(random() % 5) = 2;
    std::discrete_distribution<size_t> types(weights.begin(), weights.end());
    Row model;
    ColumnBuilder column;
    qint64 arena = 0;
    for (int row = 0; row < 3'000; ++row) {
        const Value value = valueOfType(types(random), int(random() % 1'000));
        if (const auto* string = std::get_if<Text>(&value))
            arena += string->utf8.size();
        else if (const auto* bytes = std::get_if<Blob>(&value))
            arena += bytes->bytes.size();
        append(column, value);
        model.push_back(value);
    }
    compareToModel(column, model);
    QCOMPARE(column.arenaBytes(), arena);
}

void TestColumnBuilder::startsAnewWhenCleared()
{
    ColumnBuilder column;
    for (const Row& values :
        {Row{1, text("two"), {}, 3.0}, Row{{}, text("t")}, Row{{}, {}}, Row{blob("b")}, Row{7}}) {
        column.clear();
        QCOMPARE(column.rowCount(), 0);
        QCOMPARE(column.arenaBytes(), 0);
        for (const Value& value : values)
            append(column, value);
        compareToModel(column, values);
    }
}

void TestColumnBuilder::showsTextsInOnePiece()
{
    const Row values{{}, text("one"), text(""), {}, text(kNul), text("Zürich")};
    ColumnBuilder column;
    for (const Value& value : values)
        append(column, value);
    const auto arena = column.view().textArena();
    QVERIFY(arena);
    QCOMPARE(arena->bytes, QByteArrayView("onea\0bZürich", 13));
    QCOMPARE(arena->rowCount(), qsizetype(values.size()));
    for (qsizetype row = 0; row < arena->rowCount(); ++row)
        QCOMPARE(arena->text(row), column.view().cell(row).bytes);
}

void TestColumnBuilder::showsNothingElseAsTexts_data()
{
    QTest::addColumn<Row>("values");
    QTest::newRow("nothing") << Row{};
    QTest::newRow("only nulls") << Row{{}, {}};
    QTest::newRow("integers") << Row{1, {}};
    QTest::newRow("reals") << Row{1.5};
    QTest::newRow("blobs") << Row{blob("b")};
    QTest::newRow("mixed") << Row{text("a"), 1};
}

void TestColumnBuilder::showsNothingElseAsTexts()
{
    QFETCH(Row, values);
    ColumnBuilder column;
    for (const Value& value : values)
        append(column, value);
    QVERIFY(!column.view().textArena());
}

QTEST_APPLESS_MAIN(TestColumnBuilder)
#include "tst_columnbuilder.moc"
