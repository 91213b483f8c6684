#include "ui/gridcolumns.h"

#include <algorithm>
#include <numeric>

namespace larder {

namespace {

constexpr int kLeastWidth = 16;
constexpr int kMostWidth = 10'000;

} // namespace

void GridColumns::reset(int count)
{
    m_columns.assign(size_t(count), {});
    m_order.resize(size_t(count));
    std::iota(m_order.begin(), m_order.end(), 0);
    m_shown.clear();
    m_frozen = 0;
    arrange();
}

void GridColumns::move(int fromPlace, int toPlace)
{
    if (fromPlace == toPlace)
        return;
    const int column = m_shown[size_t(fromPlace)];
    const int neighbour = m_shown[size_t(toPlace)];
    std::erase(m_order, column);
    auto at = std::find(m_order.begin(), m_order.end(), neighbour);
    m_order.insert(toPlace > fromPlace ? at + 1 : at, column);
    arrange();
}

void GridColumns::setHidden(int column, bool hidden)
{
    Column& one = m_columns[size_t(column)];
    if (one.hidden == hidden || (hidden && m_shown.size() == 1))
        return;
    one.hidden = hidden;
    if (hidden && one.place < m_frozen)
        --m_frozen;
    arrange();
}

void GridColumns::showAll()
{
    for (Column& column : m_columns)
        column.hidden = false;
    arrange();
}

void GridColumns::fitWidths(const std::vector<int>& widths)
{
    Q_ASSERT(widths.size() == m_columns.size());
    bool other = false;
    for (size_t i = 0; i < widths.size(); ++i) {
        if (m_columns[i].sizedByUser || m_columns[i].width == widths[i])
            continue;
        m_columns[i].width = widths[i];
        other = true;
    }
    if (!other)
        return;
    measure();
    Q_EMIT changed();
}

void GridColumns::setWidthByUser(int column, int width)
{
    m_columns[size_t(column)].width = qBound(kLeastWidth, width, kMostWidth);
    m_columns[size_t(column)].sizedByUser = true;
    measure();
    Q_EMIT changed();
}

void GridColumns::setFrozen(int places)
{
    m_frozen = qBound(0, places, int(m_shown.size()));
    Q_EMIT changed();
}

int GridColumns::leftInView(int place, int scroll) const
{
    return place < m_frozen ? left(place) : left(place) - scroll;
}

int GridColumns::placeAt(int x, int scroll) const
{
    const int away = x < frozenWidth() ? x : x + scroll;
    if (away < 0 || away >= totalWidth())
        return -1;
    return int(std::upper_bound(m_lefts.begin(), m_lefts.end(), away) - m_lefts.begin()) - 1;
}

void GridColumns::arrange()
{
    const std::vector<int> before = std::move(m_shown);
    m_shown.clear();
    for (const int column : m_order) {
        Column& one = m_columns[size_t(column)];
        one.place = one.hidden ? -1 : int(m_shown.size());
        if (!one.hidden)
            m_shown.push_back(column);
    }
    m_frozen = std::min(m_frozen, int(m_shown.size()));
    measure();
    if (!before.empty() && before != m_shown) {
        std::vector<int> places;
        places.reserve(before.size());
        for (const int column : before)
            places.push_back(placeOf(column));
        Q_EMIT placesChanged(places);
    }
    Q_EMIT changed();
}

void GridColumns::measure()
{
    m_lefts.resize(m_shown.size() + 1);
    for (size_t place = 0; place < m_shown.size(); ++place)
        m_lefts[place + 1] = m_lefts[place] + width(m_shown[place]);
}

} // namespace larder
