#include "resources/sample/catalogue.h"
#include "resources/sample/fill.h"
#include "resources/sample/tablewriter.h"

#include <array>

namespace larder {

void fillCategories(Database& database)
{
    TableWriter rows(database, "category", "id, parent_id, name, slug, position");
    std::array<std::int64_t, 3> newestAtDepth{};
    std::array<std::int64_t, 3> positionAtDepth{};
    std::int64_t id = 0;
    for (const Category& category : categories()) {
        const auto depth = static_cast<std::size_t>(category.depth);
        newestAtDepth[depth] = ++id;
        const std::int64_t position = ++positionAtDepth[depth];
        if (depth + 1 < positionAtDepth.size())
            positionAtDepth[depth + 1] = 0;
        std::optional<std::int64_t> parent;
        if (depth > 0)
            parent = newestAtDepth[depth - 1];
        rows.append(id, parent, category.name, category.slug, position);
    }
}

} // namespace larder
