#include "models/inspector/entryorder.h"

#include "models/inspector/entrysort.h"
#include "models/inspector/entrytext.h"

#include <algorithm>
#include <set>

namespace larder {

namespace {

std::vector<int> shownRows(const CacheEntryModel& model, const EntryFilter& filter)
{
    std::vector<int> rows;
    rows.reserve(size_t(model.rowCount()));
    for (int row = 0; row < model.rowCount(); ++row) {
        if (filter.isEmpty() || filter.accepts(model.entryAt(row), model.connections()))
            rows.push_back(row);
    }
    return rows;
}

// Texts of statements and keys are shared with the entry, not copied.
QByteArray textKey(const CacheEntryModel& model, int row, EntryColumn column)
{
    const EntryFacts& facts = *model.entryAt(row).facts;
    if (column == EntryColumn::Connection)
        return model.connections().of(facts.components.connection).toUtf8();
    if (column == EntryColumn::Sql && facts.components.technique != Technique::Schema)
        return facts.sql;
    if (column == EntryColumn::Key)
        return facts.key;
    return entrySortText(model.entryAt(row), column).toUtf8();
}

/// A text to sort by. Its head decides most comparisons without a look at the text, which lies elsewhere.
struct TextKey
{
    quint64 head = 0;
    QByteArrayView text;
    int row = 0;

    [[nodiscard]] bool operator<(const TextKey& other) const
    {
        if (head != other.head)
            return head < other.head;
        if (text.data() != other.text.data()) {
            if (const int order = text.compare(other.text); order != 0)
                return order < 0;
        }
        return row < other.row;
    }
};

/// How many bytes all @p texts begin with in common.
qsizetype commonStart(const std::vector<QByteArray>& texts)
{
    if (texts.empty())
        return 0;
    const QByteArray& first = texts.front();
    qsizetype common = first.size();
    for (const QByteArray& text : texts) {
        const auto end = first.begin() + std::min(common, text.size());
        common = std::mismatch(first.begin(), end, text.begin()).first - first.begin();
    }
    return common;
}

/// The eight bytes of @p text from @p start on, so that numbers compare as the texts do.
quint64 headOf(QByteArrayView text, qsizetype start)
{
    quint64 head = 0;
    for (qsizetype i = start; i < start + qsizetype(sizeof head); ++i)
        head = head << 8 | (i < text.size() ? uchar(text[i]) : 0U);
    return head;
}

template <typename Key>
void sortByKeys(std::vector<int>& rows, std::vector<Key> keys)
{
    const auto isBefore = [](const Key& one, const Key& other) { return one < other; };
    if (std::is_sorted(keys.begin(), keys.end(), isBefore))
        return;
    // What is sorted but for a few makes other sorts slow.
    std::stable_sort(keys.begin(), keys.end(), isBefore);
    std::ranges::transform(keys, rows.begin(), &Key::row);
}

void sortByText(std::vector<int>& rows, const CacheEntryModel& model, EntryColumn column)
{
    std::vector<QByteArray> texts;
    texts.reserve(rows.size());
    for (const int row : rows)
        texts.push_back(textKey(model, row, column));
    const qsizetype start = commonStart(texts);
    std::vector<TextKey> keys;
    keys.reserve(rows.size());
    for (size_t i = 0; i < rows.size(); ++i)
        keys.push_back({headOf(texts[i], start), QByteArrayView(texts[i]).sliced(start), rows[i]});
    sortByKeys(rows, std::move(keys));
}

/// Whether the texts of an entry stay what they are.
bool isSettled(EntryColumn column)
{
    return isText(column) && column != EntryColumn::Connection && column != EntryColumn::Tags;
}

// To look at each text again would be most of the time: those that came are put into their places.
bool sortIn(std::vector<int>& rows, std::vector<int> before, const CacheEntryModel& model, EntryColumn column)
{
    enum : char { NotShown, Shown, ShownBefore };
    std::vector<char> states(size_t(model.rowCount()), NotShown);
    for (const int row : rows)
        states[size_t(row)] = Shown;
    std::erase_if(before, [&](int row) { return states[size_t(row)] == NotShown; });
    for (const int row : before)
        states[size_t(row)] = ShownBefore;
    std::vector<int> added = rows;
    std::erase_if(added, [&](int row) { return states[size_t(row)] == ShownBefore; });
    if (added.size() > before.size() / 16)
        return false;
    sortByText(added, model, column);
    const auto isBefore = [&](int one, int other) {
        const int order = textKey(model, one, column).compare(textKey(model, other, column));
        return order < 0 || (order == 0 && one < other);
    };
    rows.clear();
    auto next = before.begin();
    for (const int row : added) {
        const auto place = std::lower_bound(next, before.end(), row, isBefore);
        rows.insert(rows.end(), next, place);
        rows.push_back(row);
        next = place;
    }
    rows.insert(rows.end(), next, before.end());
    return true;
}

struct NumberKey
{
    qint64 number = 0;
    int row = 0;
    [[nodiscard]] bool operator<(const NumberKey& other) const
    {
        return number != other.number ? number < other.number : row < other.row;
    }
};

void sortByNumber(std::vector<int>& rows, const CacheEntryModel& model, EntryColumn column)
{
    std::vector<NumberKey> keys;
    keys.reserve(rows.size());
    for (const int row : rows)
        keys.push_back({entrySortNumber(model.entryAt(row), column), row});
    sortByKeys(rows, std::move(keys));
}

/// Nobody chooses from more.
constexpr size_t kMostValues = 300;

QByteArrayList valuesOf(const CacheEntryModel& model, int row, EntryColumn column)
{
    const EntryInfo& entry = model.entryAt(row);
    if (column == EntryColumn::Tags)
        return entry.tags;
    if (column != EntryColumn::Tables)
        return {textKey(model, row, column)};
    QByteArrayList names;
    for (const QByteArray& table : entry.facts->tables)
        names << table.mid(table.lastIndexOf('.') + 1);
    return names;
}

} // namespace

std::vector<int> entryOrder(
    const CacheEntryModel& model, const EntryArrangement& arrangement, const std::vector<int>& before)
{
    std::vector<int> rows = shownRows(model, arrangement.filter);
    if (!arrangement.column)
        return rows;
    const EntryColumn column = *arrangement.column;
    const bool descending = arrangement.order == Qt::DescendingOrder;
    std::vector<int> sorted = isSettled(column) ? before : std::vector<int>();
    if (descending)
        std::ranges::reverse(sorted);
    if (!isText(column))
        sortByNumber(rows, model, column);
    else if (sorted.empty() || !sortIn(rows, std::move(sorted), model, column))
        sortByText(rows, model, column);
    if (descending)
        std::ranges::reverse(rows);
    return rows;
}

std::vector<int> movedRows(const std::vector<EntryId>& before, const std::vector<EntryId>& now)
{
    std::vector<int> moved(before.size(), -1);
    auto next = now.begin();
    for (size_t row = 0; row < before.size(); ++row) {
        next = std::find_if(next, now.end(), [id = before[row]](EntryId each) { return each >= id; });
        if (next != now.end() && *next == before[row])
            moved[row] = int(next - now.begin());
    }
    return moved;
}

QStringList entryFilterValues(const CacheEntryModel& model, EntryColumn column)
{
    std::set<QByteArray> values;
    for (int row = 0; row < model.rowCount() && values.size() < kMostValues; ++row) {
        for (const QByteArray& value : valuesOf(model, row, column)) {
            if (!value.isEmpty())
                values.insert(value);
        }
    }
    QStringList texts;
    texts.reserve(qsizetype(values.size()));
    for (const QByteArray& value : values)
        texts << QString::fromUtf8(value);
    return texts;
}

} // namespace larder
