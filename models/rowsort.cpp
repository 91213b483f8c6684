#include "models/rowsort.h"

#include "cache/cellorder.h"
#include "cache/chunkcursor.h"
#include "models/decimal.h"
#include "models/decimalcolumns.h"

#include <QCollator>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace larder {

namespace {

/// A row with what most comparisons need, beside each other in memory.
struct Entry
{
    quint64 key;
    quint32 row;
};
using Entries = std::vector<Entry>;

constexpr quint64 kSignBit = quint64(1) << 63;
constexpr size_t kRunLength = 16'384;
constexpr double kShareOfSortKeys = 0.8;

quint64 integerKey(qint64 value)
{
    return quint64(value) ^ kSignBit;
}

// The order of the bits of doubles, turned around below zero (IEEE 754, 5.10 totalOrder but for the zeros).
quint64 realKey(double value)
{
    if (std::isnan(value))
        return ~quint64(0);
    quint64 bits = 0;
    const double plain = value == 0 ? 0 : value;
    std::memcpy(&bits, &plain, sizeof bits);
    return bits & kSignBit ? ~bits : bits | kSignBit;
}

// The first eight bytes as a number that compares as they do.
quint64 prefixKey(QByteArrayView bytes)
{
    std::array<char, 8> first{};
    std::copy_n(bytes.begin(), std::min<qsizetype>(bytes.size(), 8), first.begin());
    return qFromBigEndian<quint64>(first.data());
}

// What Decimal::parse() reads of a number in a column of decimals. A text stays where it is.
QByteArray decimalText(const Cell& cell)
{
    return cell.type == CellType::Integer ? QByteArray::number(cell.integer)
                                          : QByteArray::fromRawData(cell.bytes.data(), cell.bytes.size());
}

/// One column's pass: rows by the kind of their value, each kind in order, then one after the other.
class ColumnSort
{
public:
    ColumnSort(const ResultSet& result, const SortKey& key, const SortRules& rules, const RowTask& task)
        : m_result(result)
        , m_key(key)
        , m_rules(rules)
        , m_task(task)
        , m_isDecimal(holdsDecimals(result, key.column))
    {
    }

    std::optional<RowOrder> sort(const RowOrder& rows)
    {
        if (m_result.columnTypes(m_key.column) == CellTypes(CellType::Integer)) {
            if (auto sorted = sortIntegers(rows); sorted || m_task.stopped())
                return sorted;
        }
        if (!classify(rows) || !sortNumbers() || !sortTexts() || !sortBlobs())
            return std::nullopt;
        return joined(rows.size());
    }

private:
    bool classify(const RowOrder& rows);
    void add(quint32 row, const Cell& cell);
    bool addDecimal(quint32 row, const Cell& cell);
    bool sortNumbers();
    bool sortDecimals();
    bool sortTexts();
    bool sortBlobs() { return sortBytes(m_blobs); }
    bool sortBytes(Entries& entries);
    bool sortByLocale();
    std::optional<RowOrder> sortIntegers(RowOrder rows);
    template <typename Item, typename KeyOf>
    bool radixSort(std::vector<Item>& items, int keyBits, const KeyOf& keyOf);
    template <typename Below>
    bool mergeSort(Entries& entries, Below below);
    template <typename Before, typename Told>
    bool mergeRuns(Entries::const_iterator left, Entries::const_iterator middle, Entries::const_iterator end,
        Entries::iterator merged, Before before, Told told);
    [[nodiscard]] RowOrder joined(size_t count) const;

    [[nodiscard]] Cell cell(quint32 row) const { return m_result.cell(row, m_key.column); }
    void tellSorted(double pass, int passes) const
    {
        m_task.tell(m_shareBefore + (1 - m_shareBefore) * pass / passes);
    }
    [[nodiscard]] bool isDescending() const { return m_key.order == Qt::DescendingOrder; }

    const ResultSet& m_result;
    const SortKey m_key;
    const SortRules& m_rules;
    const RowTask& m_task;
    const bool m_isDecimal;
    RowOrder m_nulls;
    Entries m_numbers;
    Entries m_texts;
    Entries m_blobs;
    bool m_hasIntegers = false;
    bool m_hasReals = false;
    double m_shareBefore = 0;
};

bool ColumnSort::classify(const RowOrder& rows)
{
    ChunkCursor source(&m_result);
    const auto addRow = [&](quint32 row) {
        source.seek(row);
        add(row, source.cell(m_key.column));
    };
    if (!m_task.forEach(rows, addRow))
        return false;
    // Integers beside doubles are compared as doubles first.
    if (m_hasIntegers && m_hasReals) {
        for (size_t i = 0; i < m_numbers.size(); ++i) {
            if (RowTask::isTimeToLook(i) && m_task.stopped())
                return false;
            Entry& entry = m_numbers[i];
            const Cell number = cell(entry.row);
            if (number.type == CellType::Integer)
                entry.key = realKey(double(number.integer));
        }
    }
    return true;
}

void ColumnSort::add(quint32 row, const Cell& cell)
{
    switch (cell.type) {
    case CellType::Null:
        m_nulls.push_back(row);
        break;
    case CellType::Integer:
        if (m_isDecimal && addDecimal(row, cell))
            break;
        m_hasIntegers = true;
        m_numbers.push_back({integerKey(cell.integer), row});
        break;
    case CellType::Real:
        m_hasReals = true;
        m_numbers.push_back({realKey(cell.real), row});
        break;
    case CellType::Text:
        if (!m_isDecimal || !addDecimal(row, cell))
            m_texts.push_back({prefixKey(cell.bytes), row});
        break;
    case CellType::Blob:
        m_blobs.push_back({prefixKey(cell.bytes), row});
        break;
    }
}

bool ColumnSort::addDecimal(quint32 row, const Cell& cell)
{
    const QByteArray text = decimalText(cell);
    const auto number = Decimal::parse(text);
    if (number)
        m_numbers.push_back({number->key(), row});
    return number.has_value();
}

bool ColumnSort::sortDecimals()
{
    return mergeSort(m_numbers, [this](const Entry& a, const Entry& b) {
        if (a.key != b.key)
            return a.key < b.key;
        const QByteArray left = decimalText(cell(a.row));
        const QByteArray right = decimalText(cell(b.row));
        return Decimal::compare(*Decimal::parse(left), *Decimal::parse(right)) < 0;
    });
}

bool ColumnSort::sortNumbers()
{
    if (m_isDecimal)
        return sortDecimals();
    const quint64 turned = isDescending() ? ~quint64(0) : 0;
    if (!m_hasIntegers || !m_hasReals)
        return radixSort(m_numbers, 64, [turned](const Entry& entry) { return entry.key ^ turned; });
    return mergeSort(m_numbers, [this](const Entry& a, const Entry& b) {
        return a.key != b.key ? a.key < b.key : compareNumbers(cell(a.row), cell(b.row)) < 0;
    });
}

bool ColumnSort::sortTexts()
{
    return m_rules.text == TextOrder::Locale ? sortByLocale() : sortBytes(m_texts);
}

bool ColumnSort::sortBytes(Entries& entries)
{
    return mergeSort(entries, [this](const Entry& a, const Entry& b) {
        return a.key != b.key ? a.key < b.key : cell(a.row).bytes.compare(cell(b.row).bytes) < 0;
    });
}

bool ColumnSort::sortByLocale()
{
    const QCollator collator;
    std::vector<QCollatorSortKey> keys;
    keys.reserve(m_texts.size());
    for (Entry& entry : m_texts) {
        if (RowTask::isTimeToLook(keys.size())) {
            if (m_task.stopped())
                return false;
            m_task.tell(kShareOfSortKeys * double(keys.size()) / double(m_texts.size()));
        }
        entry.key = keys.size();
        keys.push_back(collator.sortKey(QString::fromUtf8(cell(entry.row).bytes)));
    }
    m_shareBefore = kShareOfSortKeys;
    return mergeSort(m_texts, [&keys](const Entry& a, const Entry& b) {
        return keys[size_t(a.key)].compare(keys[size_t(b.key)]) < 0;
    });
}

// A column of nothing but integers: each key beside its row in one word, which is half as much to move.
// Nothing if they take more bits than a word has.
std::optional<RowOrder> ColumnSort::sortIntegers(RowOrder rows)
{
    const quint64 turned = isDescending() ? ~quint64(0) : 0;
    std::vector<quint64> words(rows.size());
    ChunkCursor source(&m_result);
    quint64 varying = 0;
    for (size_t i = 0; i < rows.size(); ++i) {
        if (RowTask::isTimeToLook(i) && m_task.stopped())
            return std::nullopt;
        source.seek(rows[i]);
        words[i] = integerKey(source.integer(m_key.column)) ^ turned;
        varying |= words[i] ^ words.front();
    }
    const int keyBits = int(std::bit_width(varying));
    const int rowBits = int(std::bit_width(quint64(m_result.rowCount())));
    if (keyBits + rowBits > 64)
        return std::nullopt;
    for (size_t i = 0; i < rows.size(); ++i)
        words[i] = words[i] << rowBits | rows[i];
    if (!radixSort(words, keyBits, [rowBits](quint64 word) { return word >> rowBits; }))
        return std::nullopt;
    const quint64 rowMask = (quint64(1) << rowBits) - 1;
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i] = quint32(words[i] & rowMask);
    return rows;
}

// By the lowest @p keyBits bits of the keys, least significant digit first (Knuth, The Art of Computer
// Programming 3, 5.2.5); a digit that is the same in all keys needs no pass. Its counters stay in the nearest
// cache.
template <typename Item, typename KeyOf>
bool ColumnSort::radixSort(std::vector<Item>& items, int keyBits, const KeyOf& keyOf)
{
    constexpr int kDigitBits = 11;
    constexpr int kMostDigits = 6;
    constexpr size_t kValues = size_t(1) << kDigitBits;
    const int digits = (keyBits + kDigitBits - 1) / kDigitBits;
    const auto digitOf = [&keyOf](const Item& item, int digit) {
        return size_t(keyOf(item) >> (kDigitBits * digit)) % kValues;
    };
    std::array<std::array<quint32, kValues>, kMostDigits> counts{};
    for (const Item& item : items) {
        for (int digit = 0; digit < digits; ++digit)
            ++counts[size_t(digit)][digitOf(item, digit)];
    }
    std::vector<Item> sorted(items.size());
    for (int digit = 0; digit < digits; ++digit) {
        auto& count = counts[size_t(digit)];
        if (std::find(count.begin(), count.end(), items.size()) != count.end())
            continue;
        if (m_task.stopped())
            return false;
        m_task.tell(double(digit) / digits);
        quint32 begin = 0;
        for (quint32& each : count)
            begin += std::exchange(each, begin);
        for (size_t i = 0; i < items.size(); ++i) {
            if (RowTask::isTimeToLook(i) && m_task.stopped())
                return false;
            sorted[count[digitOf(items[i], digit)]++] = items[i];
        }
        items.swap(sorted);
    }
    return true;
}

// Bottom up, so that it can end at any time and knows how far it is.
template <typename Below>
bool ColumnSort::mergeSort(Entries& entries, Below below)
{
    const auto before = [this, &below](const Entry& a, const Entry& b) {
        return isDescending() ? below(b, a) : below(a, b);
    };
    const size_t size = entries.size();
    const auto at
        = [&entries, size](size_t index) { return entries.begin() + ptrdiff_t(std::min(index, size)); };
    const int passes = 1 + int(std::bit_width(size / kRunLength));
    for (size_t begin = 0; begin < size; begin += kRunLength) {
        if (m_task.stopped())
            return false;
        tellSorted(double(begin) / double(size), passes);
        std::stable_sort(at(begin), at(begin + kRunLength), before);
    }
    Entries merged(size);
    int pass = 1;
    for (size_t length = kRunLength; length < size; length *= 2, ++pass) {
        for (size_t begin = 0; begin < size; begin += 2 * length) {
            const auto told
                = [&](size_t done) { tellSorted(pass + double(begin + done) / double(size), passes); };
            if (!mergeRuns(at(begin), at(begin + length), at(begin + 2 * length),
                    merged.begin() + ptrdiff_t(begin), before, told))
                return false;
        }
        entries.swap(merged);
    }
    return true;
}

// As std::merge() does for two neighbours, but the last pass goes over all rows in one call: so it looks at
// the task on its way.
template <typename Before, typename Told>
bool ColumnSort::mergeRuns(Entries::const_iterator left, const Entries::const_iterator middle,
    const Entries::const_iterator end, Entries::iterator merged, Before before, Told told)
{
    auto right = middle;
    for (size_t done = 0; left != middle && right != end; ++done) {
        if (RowTask::isTimeToLook(done)) {
            if (m_task.stopped())
                return false;
            told(done);
        }
        *merged++ = before(*right, *left) ? *right++ : *left++;
    }
    std::copy(right, end, std::copy(left, middle, merged));
    return true;
}

RowOrder ColumnSort::joined(size_t count) const
{
    RowOrder rows;
    rows.reserve(count);
    const auto addNulls = [&] { rows.insert(rows.end(), m_nulls.begin(), m_nulls.end()); };
    if (m_rules.nulls == NullsPlace::First)
        addNulls();
    std::array<const Entries*, 3> kinds{&m_numbers, &m_texts, &m_blobs};
    if (isDescending())
        std::reverse(kinds.begin(), kinds.end());
    for (const Entries* const entries : kinds) {
        for (const Entry& entry : *entries)
            rows.push_back(entry.row);
    }
    if (m_rules.nulls == NullsPlace::Last)
        addNulls();
    return rows;
}

} // namespace

std::optional<RowOrder> sortedRows(
    const ResultSet& result, RowOrder rows, const SortRules& rules, const RowTask& task)
{
    // The least significant key first: each pass keeps the order of what is equal to it.
    double passesBefore = 0;
    for (auto key = rules.keys.rbegin(); key != rules.keys.rend(); ++key, ++passesBefore) {
        const RowTask pass{
            task.stop, [&](double share) { task.tell((passesBefore + share) / double(rules.keys.size())); }};
        auto sorted = ColumnSort(result, *key, rules, pass).sort(rows);
        if (!sorted)
            return std::nullopt;
        rows = std::move(*sorted);
    }
    return rows;
}

} // namespace larder
