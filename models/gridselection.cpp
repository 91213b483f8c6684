#include "models/gridselection.h"

#include <algorithm>

namespace larder {

namespace {

bool covers(const CellRange& range, GridPlace at)
{
    return range.top <= at.row && at.row <= range.bottom && range.left <= at.place && at.place <= range.right;
}

/// Takes @p hole out of @p ranges: of each at most four pieces remain.
std::vector<CellRange> without(const std::vector<CellRange>& ranges, const CellRange& hole)
{
    std::vector<CellRange> rest;
    const auto keep = [&rest](const CellRange& piece) {
        if (piece.top <= piece.bottom && piece.left <= piece.right)
            rest.push_back(piece);
    };
    for (const CellRange& range : ranges) {
        const qint64 top = std::max(range.top, hole.top);
        const qint64 bottom = std::min(range.bottom, hole.bottom);
        if (top > bottom || range.left > hole.right || range.right < hole.left) {
            rest.push_back(range);
            continue;
        }
        keep({range.top, top - 1, range.left, range.right});
        keep({top, bottom, range.left, hole.left - 1});
        keep({top, bottom, hole.right + 1, range.right});
        keep({bottom + 1, range.bottom, range.left, range.right});
    }
    return rest;
}

} // namespace

void GridSelection::resize(qint64 rows, int places)
{
    m_rows = rows;
    m_places = places;
    m_settled = m_ranges;
    m_step.reset();
    for (CellRange& range : m_settled) {
        range.bottom = std::min(range.bottom, rows - 1);
        range.right = std::min(range.right, places - 1);
    }
    std::erase_if(m_settled,
        [](const CellRange& range) { return range.top > range.bottom || range.left > range.right; });
    if (m_current && (m_current->row >= rows || m_current->place >= places))
        m_current.reset();
    if (m_anchor.row >= rows || m_anchor.place >= places)
        m_anchor = m_current.value_or(GridPlace());
    compose();
}

void GridSelection::select(GridPlace at, SelectUnit unit, SelectMode mode)
{
    Q_ASSERT(at.row >= 0 && at.row < m_rows && at.place >= 0 && at.place < m_places);
    if (mode == SelectMode::Extend && !m_current)
        mode = SelectMode::Replace;
    if (mode != SelectMode::Extend) {
        m_removes = mode == SelectMode::Toggle && contains(at);
        m_settled = mode == SelectMode::Toggle ? m_ranges : std::vector<CellRange>();
        m_anchor = at;
    }
    m_unit = unit;
    m_step = span(m_anchor, at);
    m_current = at;
    compose();
}

void GridSelection::selectAll()
{
    if (m_rows == 0 || m_places == 0)
        return;
    m_settled.clear();
    m_removes = false;
    m_step = CellRange{0, m_rows - 1, 0, m_places - 1};
    m_unit = SelectUnit::Cells;
    m_current = m_current.value_or(GridPlace());
    m_anchor = *m_current;
    compose();
}

void GridSelection::clear()
{
    m_settled.clear();
    m_step.reset();
    m_current.reset();
    m_anchor = {};
    compose();
}

void GridSelection::movePlaces(const std::vector<int>& places, int count)
{
    const auto moved = [&places](GridPlace at) -> std::optional<GridPlace> {
        const int place = places[size_t(at.place)];
        return place < 0 ? std::nullopt : std::optional(GridPlace{at.row, place});
    };
    m_settled.clear();
    m_step.reset();
    for (const CellRange& range : m_ranges) {
        std::vector<int> held;
        for (int place = range.left; place <= range.right; ++place) {
            if (places[size_t(place)] >= 0)
                held.push_back(places[size_t(place)]);
        }
        std::sort(held.begin(), held.end());
        const size_t before = m_settled.size();
        for (const int place : held) {
            if (m_settled.size() > before && m_settled.back().right == place - 1)
                m_settled.back().right = place;
            else
                m_settled.push_back({range.top, range.bottom, place, place});
        }
    }
    m_places = count;
    if (m_current)
        m_current = moved(*m_current);
    m_anchor = m_current.value_or(GridPlace());
    compose();
}

bool GridSelection::contains(GridPlace at) const
{
    return std::any_of(
        m_ranges.begin(), m_ranges.end(), [at](const CellRange& range) { return covers(range, at); });
}

CellRange GridSelection::span(GridPlace one, GridPlace other) const
{
    CellRange range{std::min(one.row, other.row), std::max(one.row, other.row),
        std::min(one.place, other.place), std::max(one.place, other.place)};
    if (m_unit == SelectUnit::Rows) {
        range.left = 0;
        range.right = m_places - 1;
    } else if (m_unit == SelectUnit::Columns) {
        range.top = 0;
        range.bottom = m_rows - 1;
    }
    return range;
}

void GridSelection::compose()
{
    m_ranges = m_step ? without(m_settled, *m_step) : m_settled;
    if (m_step && !m_removes)
        m_ranges.push_back(*m_step);
}

} // namespace larder
