#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace larder {

/// Random numbers that are the same on every machine, unlike the distributions of the standard library:
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
/// Draw at most once in an expression: the order of arguments and operands is the compiler's choice.
class Random final
{
public:
    /// Each table draws from a stream of its own name, so that a change to one leaves the others as they
    /// were.
    explicit Random(std::string_view stream)
    {
        for (const char letter : stream)
            m_state = (m_state ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
    }

    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }

    /// From 0 up to but without @p bound, which is positive. The bias of the remainder is below 2^-30 here.
    std::int64_t below(std::int64_t bound)
    {
        return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(bound));
    }

    /// From @p low to @p high, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }

    /// True @p permille times in a thousand.
    bool chance(int permille) { return below(1000) < permille; }

    template <typename Values>
    const auto& pick(const Values& values)
    {
        return values[static_cast<std::size_t>(below(static_cast<std::int64_t>(std::size(values))))];
    }

    template <typename Value>
    void shuffle(std::vector<Value>& values)
    {
        for (std::size_t left = values.size(); left > 1; --left)
            std::swap(
                values[left - 1], values[static_cast<std::size_t>(below(static_cast<std::int64_t>(left)))]);
    }

private:
    std::uint64_t m_state = 0xcbf29ce484222325U;
};

} // namespace larder
