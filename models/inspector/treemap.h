#pragma once

#include <QRectF>

#include <vector>

namespace larder {

/// Cuts @p area into a rectangle for each of @p sizes, which descend and are above zero: as large as the size
/// is among them, and as near to a square as goes (Bruls, Huizing, van Wijk, "Squarified Treemaps", 2000).
[[nodiscard]] std::vector<QRectF> squarified(const std::vector<double>& sizes, const QRectF& area);

} // namespace larder
