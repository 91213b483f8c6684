#include "cache/rows/rowmatch.h"

#include <algorithm>

namespace larder {

std::vector<size_t> keyPlaces(const RowRequest& request, const QByteArrayList& key)
{
    const std::vector<QByteArray>& asked = request.keyColumns;
    std::vector<size_t> places;
    for (const QByteArray& column : key) {
        const auto found = std::find(asked.begin(), asked.end(), column);
        if (found == asked.end() || asked.size() != size_t(key.size()))
            return {};
        places.push_back(size_t(found - asked.begin()));
    }
    return places;
}

} // namespace larder
