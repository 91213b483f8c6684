#pragma once

#include <cstdint>

namespace larder {

inline constexpr std::int64_t kSupplierCount = 60;
inline constexpr std::int64_t kWarehouseCount = 6;
inline constexpr std::int64_t kCustomerCount = 16'000;
inline constexpr std::int64_t kOrderCount = 68'000;
inline constexpr std::int64_t kOrderItemCount = 250'000;
inline constexpr std::int64_t kReviewCount = 20'000;

} // namespace larder
