"""The ground: the line round Wren's Cross, its corners of town, and postcodes nobody has."""

CENTRE = (-2.1040, 53.7205)  # longitude, latitude

BOUNDARY = {
    "type": "Polygon",
    "coordinates": [
        [
            [-2.1179, 53.7161],
            [-2.1136, 53.7139],
            [-2.1071, 53.7132],
            [-2.1010, 53.7143],
            [-2.0946, 53.7138],
            [-2.0899, 53.7158],
            [-2.0871, 53.7193],
            [-2.0883, 53.7229],
            [-2.0921, 53.7251],
            [-2.0949, 53.7283],
            [-2.1009, 53.7299],
            [-2.1068, 53.7287],
            [-2.1103, 53.7262],
            [-2.1152, 53.7253],
            [-2.1191, 53.7226],
            [-2.1202, 53.7189],
            [-2.1179, 53.7161],
        ]
    ],
}
QUAY_BOUNDARY = {
    "type": "Polygon",
    "coordinates": [
        [
            [-0.3121, 53.6281],
            [-0.3032, 53.6263],
            [-0.2948, 53.6279],
            [-0.2921, 53.6330],
            [-0.2979, 53.6371],
            [-0.3068, 53.6379],
            [-0.3129, 53.6338],
            [-0.3121, 53.6281],
        ]
    ],
}
# Corners of town, each with the middle of its streets.
CORNERS = {
    "Mill Side": (-2.1135, 53.7172),
    "Canal End": (-2.1010, 53.7155),
    "The Green": (-2.1040, 53.7205),
    "Hill Top": (-2.1005, 53.7268),
    "Station Road": (-2.0925, 53.7200),
}


def postcodes() -> list[str]:
    """Lines of a postcode file: five to each corner of town, and two streets outside."""
    lines = ["postcode,latitude,longitude"]
    for number, (lon, lat) in enumerate(CORNERS.values(), start=1):
        for step, end in enumerate("ABDEF"):
            lines.append(f"ZZ{number} 1A{end},{lat + 0.0004 * step:.5f},{lon - 0.0005 * step:.5f}")
    return [*lines, "ZZ9 9AA,53.74100,-2.10300", "ZZ9 9AB,53.70200,-2.07000"]
