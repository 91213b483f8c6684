#pragma once

#include "resources/sample/productpicture.h"

#include <span>

namespace larder {

/// One kind of thing that is sold; @c local is its name where it comes from, or null.
struct Ware
{
    const char* name;
    const char* local;
};

/// One node of the category tree, listed after its parent. Only leaves have wares.
struct Category
{
    int depth;
    const char* name;
    const char* slug;
    Shape shape;
    int lowCents;
    int highCents;
    std::span<const Ware> wares;
    std::span<const char* const> qualities;
    std::span<const char* const> packs;
};

[[nodiscard]] std::span<const Category> categories();

} // namespace larder
