"""Figures without the document model's layers, against Duckling's native build (money, numbers, quantities, distances, volumes)."""
PACKAGES = ("pyduckling-native-phihos==0.3.0",)


def comparisons(bench):
    return [
        bench.Comparison("figures alone, against Duckling", floor=50, goal=50, ours=bench.program("bench_figures_texts", bench.texts),
                         theirs=bench.peer("peer_duckling.py")),
    ]
