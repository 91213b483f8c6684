#include "models/inspector/treemap.h"

#include <algorithm>
#include <numeric>

namespace larder {

namespace {

using Areas = std::vector<double>;

/// The worst of the ratios of the sides of @p row along a side of @p length.
double worstRatio(Areas::const_iterator begin, Areas::const_iterator end, double length)
{
    const double sum = std::accumulate(begin, end, 0.0);
    const auto [least, most] = std::minmax_element(begin, end);
    const double square = length * length;
    return std::max(square * *most / (sum * sum), sum * sum / (square * *least));
}

/// Lays @p row along the shorter side of @p rest, and takes it off there.
void layRow(Areas::const_iterator begin, Areas::const_iterator end, QRectF& rest, std::vector<QRectF>& cells)
{
    const double sum = std::accumulate(begin, end, 0.0);
    const bool isColumn = rest.width() >= rest.height();
    const double length = isColumn ? rest.height() : rest.width();
    const double depth = length > 0 ? sum / length : 0;
    double place = isColumn ? rest.top() : rest.left();
    for (auto area = begin; area != end; ++area) {
        const double extent = depth > 0 ? *area / depth : 0;
        cells.push_back(
            isColumn ? QRectF(rest.left(), place, depth, extent) : QRectF(place, rest.top(), extent, depth));
        place += extent;
    }
    if (isColumn)
        rest.setLeft(rest.left() + depth);
    else
        rest.setTop(rest.top() + depth);
}

} // namespace

std::vector<QRectF> squarified(const std::vector<double>& sizes, const QRectF& area)
{
    const double sum = std::accumulate(sizes.begin(), sizes.end(), 0.0);
    const double scale = sum > 0 ? area.width() * area.height() / sum : 0;
    Areas areas(sizes.size());
    std::ranges::transform(sizes, areas.begin(), [scale](double size) { return size * scale; });
    std::vector<QRectF> cells;
    cells.reserve(sizes.size());
    QRectF rest = area;
    auto begin = areas.cbegin();
    while (begin != areas.cend()) {
        const double length = std::min(rest.width(), rest.height());
        auto end = begin + 1;
        while (end != areas.cend() && worstRatio(begin, end + 1, length) <= worstRatio(begin, end, length))
            ++end;
        layRow(begin, end, rest, cells);
        begin = end;
    }
    return cells;
}

} // namespace larder
