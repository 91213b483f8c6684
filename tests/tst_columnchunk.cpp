#include "cache/columnchunk.h"

#include "tests/support/results.h"

#include <QRegularExpression>
#include <QTest>

#include <bit>
#include <cstdlib>
#include <limits>
#include <new>
#include <random>

using namespace larder;
using test::append;
using test::blob;
using test::described;
using test::Row;
using test::text;

Q_DECLARE_METATYPE(std::vector<larder::Value>)

namespace {

// Every allocation of this program is counted, with its size in front of it.
constexpr size_t kHeaderBytes = alignof(std::max_align_t);
qint64 heldBytes = 0;

void* countedAllocation(size_t size)
{
    auto* const block = static_cast<char*>(std::malloc(size + kHeaderBytes));
    if (!block)
        std::abort();
    *reinterpret_cast<size_t*>(block) = size;
    heldBytes += qint64(size);
    return block + kHeaderBytes;
}

void countedRelease(void* memory)
{
    if (!memory)
        return;
    char* const block = static_cast<char*>(memory) - kHeaderBytes;
    heldBytes -= qint64(*reinterpret_cast<size_t*>(block));
    std::free(block);
}

} // namespace

void* operator new(size_t size)
{
    return countedAllocation(size);
}

void* operator new[](size_t size)
{
    return countedAllocation(size);
}

void* operator new(size_t size, const std::nothrow_t&) noexcept
{
    return countedAllocation(size);
}

void* operator new[](size_t size, const std::nothrow_t&) noexcept
{
    return countedAllocation(size);
}

void operator delete(void* memory) noexcept
{
    countedRelease(memory);
}

void operator delete[](void* memory) noexcept
{
    countedRelease(memory);
}

void operator delete(void* memory, size_t) noexcept
{
    countedRelease(memory);
}

void operator delete[](void* memory, size_t) noexcept
{
    countedRelease(memory);
}

void operator delete(void* memory, const std::nothrow_t&) noexcept
{
    countedRelease(memory);
}

void operator delete[](void* memory, const std::nothrow_t&) noexcept
{
    countedRelease(memory);
}

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

void compareToModel(const ColumnChunk& column, const Row& model)
{
    for (size_t row = 0; row < model.size(); ++row)
        QCOMPARE(described(column.cell(qsizetype(row))), described(model[row]));
}

} // namespace

class TestColumnChunk : public QObject
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
    void goesOnAfterSealing();
    void countsTheBytesThatTheAllocatorHolds_data();
    void countsTheBytesThatTheAllocatorHolds();
    void givesUnusedCapacityBack();
    void storesDensely_data();
    void storesDensely();
    void showsTextsInOnePiece();
    void showsNothingElseAsTexts_data();
    void showsNothingElseAsTexts();
};

void TestColumnChunk::keepsEveryValue_data()
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

void TestColumnChunk::keepsEveryValue()
{
    QFETCH(Row, values);
    ColumnChunk column;
    for (const Value& value : values)
        append(column, value);
    compareToModel(column, values);
    column.seal();
    compareToModel(column, values);
}

// From every form to every other one, with NULLs before, between and after.
void TestColumnChunk::keepsTheValuesInEveryTransition_data()
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

void TestColumnChunk::keepsTheValuesInEveryTransition()
{
    QFETCH(Row, values);
    ColumnChunk column;
    for (size_t row = 0; row < values.size(); ++row) {
        append(column, values[row]);
        QCOMPARE(described(column.cell(qsizetype(row))), described(values[row]));
    }
    compareToModel(column, values);
}

void TestColumnChunk::marksNullsAtTheBordersOfItsWords()
{
    for (size_t position : {0, 62, 63, 64, 65, 127, 128, 191}) {
        Row values(200, Value(7));
        values[position] = Value();
        ColumnChunk column;
        for (const Value& value : values)
            append(column, value);
        compareToModel(column, values);
    }
}

void TestColumnChunk::agreesWithAListOfValues_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 60; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void TestColumnChunk::agreesWithAListOfValues()
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
    ColumnChunk column;
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
    column.seal();
    compareToModel(column, model);
}

void TestColumnChunk::goesOnAfterSealing()
{
    const Row values{{}, 1, 2, text("three"), {}, blob("4"), 5.0};
    ColumnChunk column;
    for (const Value& value : values) {
        append(column, value);
        column.seal();
    }
    compareToModel(column, values);
}

void TestColumnChunk::countsTheBytesThatTheAllocatorHolds_data()
{
    QTest::addColumn<Row>("pattern");
    QTest::newRow("integers") << Row{1};
    QTest::newRow("reals") << Row{1.5};
    QTest::newRow("texts") << Row{text("some text")};
    QTest::newRow("blobs") << Row{blob(QByteArray(100, 'b'))};
    QTest::newRow("only nulls") << Row{{}};
    QTest::newRow("integers and nulls") << Row{{}, 1};
    QTest::newRow("texts and nulls") << Row{{}, text("t"), {}};
    QTest::newRow("mixed") << Row{1, text("two"), {}, 4.0, blob("five")};
}

void TestColumnChunk::countsTheBytesThatTheAllocatorHolds()
{
    QFETCH(Row, pattern);
    const qint64 before = heldBytes;
    ColumnChunk column;
    const auto verify = [&] {
        const qint64 held = heldBytes - before;
        QVERIFY2(qAbs(column.byteSize() - held) * 100 <= held,
            qPrintable(QStringLiteral("%1 of %2").arg(column.byteSize()).arg(held)));
    };
    for (size_t row = 0; row < 5'000; ++row)
        append(column, pattern[row % pattern.size()]);
    verify();
    column.seal();
    verify();
}

void TestColumnChunk::givesUnusedCapacityBack()
{
    ColumnChunk column;
    for (int row = 0; row < 1'025; ++row)
        column.appendInteger(row);
    QVERIFY(column.byteSize() > 1'025 * 8);
    column.seal();
    QCOMPARE(column.byteSize(), 1'025 * 8);
}

// The sizes that the class promises: 8 bytes a number, 4 bytes and its bytes a text, 9 bytes where types mix.
void TestColumnChunk::storesDensely_data()
{
    QTest::addColumn<Row>("pattern");
    QTest::addColumn<double>("bytesPerValue");
    QTest::newRow("integers") << Row{1} << 8.0;
    QTest::newRow("reals") << Row{1.5} << 8.0;
    QTest::newRow("texts") << Row{text("1234567890")} << 14.0;
    QTest::newRow("blobs") << Row{blob("1234567890")} << 14.0;
    QTest::newRow("half nulls") << Row{1, {}} << 8.0 + 1.0 / 8;
    QTest::newRow("only nulls") << Row{{}} << 1.0 / 8;
    QTest::newRow("mixed") << Row{1, text("1234567890")} << 14.0;
}

void TestColumnChunk::storesDensely()
{
    QFETCH(Row, pattern);
    QFETCH(double, bytesPerValue);
    constexpr int kRows = 6'400;
    ColumnChunk column;
    for (size_t row = 0; row < kRows; ++row)
        append(column, pattern[row % pattern.size()]);
    column.seal();
    const auto expected = qint64(bytesPerValue * kRows);
    QVERIFY(column.byteSize() >= expected);
    QVERIFY(column.byteSize() <= expected + 8);
}

void TestColumnChunk::showsTextsInOnePiece()
{
    const Row values{{}, text("one"), text(""), {}, text(kNul), text("Zürich")};
    ColumnChunk column;
    for (const Value& value : values)
        append(column, value);
    const auto arena = column.textArena();
    QVERIFY(arena);
    QCOMPARE(arena->bytes, QByteArrayView("onea\0bZürich", 13));
    QCOMPARE(arena->rowCount(), qsizetype(values.size()));
    for (qsizetype row = 0; row < arena->rowCount(); ++row)
        QCOMPARE(arena->text(row), column.cell(row).bytes);
}

void TestColumnChunk::showsNothingElseAsTexts_data()
{
    QTest::addColumn<Row>("values");
    QTest::newRow("nothing") << Row{};
    QTest::newRow("only nulls") << Row{{}, {}};
    QTest::newRow("integers") << Row{1, {}};
    QTest::newRow("reals") << Row{1.5};
    QTest::newRow("blobs") << Row{blob("b")};
    QTest::newRow("mixed") << Row{text("a"), 1};
}

void TestColumnChunk::showsNothingElseAsTexts()
{
    QFETCH(Row, values);
    ColumnChunk column;
    for (const Value& value : values)
        append(column, value);
    QVERIFY(!column.textArena());
}

QTEST_APPLESS_MAIN(TestColumnChunk)
#include "tst_columnchunk.moc"
