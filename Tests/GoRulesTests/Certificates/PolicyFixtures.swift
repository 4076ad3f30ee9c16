/// Certificate policies: certificates that go's x509.CreateCertificate made, and what go 1.27's
/// crypto/tls client says to them.
enum PolicyFixtures {
  static let text = #"""
    certificate: root
    signed by: root
    MIIBOzCB4qADAgECAgEBMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAPMQ0wCwYDVQQDEwRSb290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEW4Ozip/O9F6StjoPLNdK
    A1uZFaDBDXnJfKhM39oQy2GPvx4r+1arSk+XqQRzxSRd0fth6uUQJVYZ6bPtCPiKoaMvMC0wDgYDVR0PAQH/BAQDAg
    IEMA8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwCgYIKoZIzj0EAwIDSAAwRQIhALZuv405fFM4SoYp+hBIGmZO
    CZGTmU4CRQ8LVlTWWkVQAiArncvqRgqDAr6mLLShu9jXSqaUCMmQ4dN640q+nUojeQ==

    certificate: plain
    signed by: root
    MIIBFjCBvaADAgECAgECMAoGCCqGSM49BAMCMAwxCjAIBgNVBAMTAUkwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMTI4MD
    YwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEW4Ozip/O9F6StjoPLNdKA1uZFaDB
    DXnJfKhM39oQy2GPvx4r+1arSk+XqQRzxSRd0fth6uUQJVYZ6bPtCPiKoaMQMA4wDAYDVR0RBAUwA4IBaDAKBggqhk
    jOPQQDAgNIADBFAiEAv01EuSWP2xem9xk5WeX446B8g8P6V3FOppKgfzeSdckCIAJSOnwtgG4LZa/2/KY7wBrMCw39
    hq5/+F6aXN34Du/6

    certificate: of a
    signed by: root
    MIIBKTCBz6ADAgECAgEDMAoGCCqGSM49BAMCMAwxCjAIBgNVBAMTAUkwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMTI4MD
    YwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEW4Ozip/O9F6StjoPLNdKA1uZFaDB
    DXnJfKhM39oQy2GPvx4r+1arSk+XqQRzxSRd0fth6uUQJVYZ6bPtCPiKoaMiMCAwDAYDVR0RBAUwA4IBaDAQBgNVHS
    AECTAHMAUGAyoDATAKBggqhkjOPQQDAgNJADBGAiEApURQK7y5f+jLOxXRldWYHoky2oxU1fMSJhs4vEbQQn8CIQDY
    UxPcYMPLS3L8IRH0iFYX//q+bE/u7aLQjeawl7GS4Q==

    certificate: of b
    signed by: root
    MIIBJzCBz6ADAgECAgEEMAoGCCqGSM49BAMCMAwxCjAIBgNVBAMTAUkwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMTI4MD
    YwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEW4Ozip/O9F6StjoPLNdKA1uZFaDB
    DXnJfKhM39oQy2GPvx4r+1arSk+XqQRzxSRd0fth6uUQJVYZ6bPtCPiKoaMiMCAwDAYDVR0RBAUwA4IBaDAQBgNVHS
    AECTAHMAUGAyoDAjAKBggqhkjOPQQDAgNHADBEAiBQNHEG+6MmSE9BUOGfN9Qe1pWk3R+deqoU5QPETHjfUQIgAPEI
    oNNH/yY585c67kWQeXMdbeNn+9LKuNeqvo8i7ys=

    certificate: of any
    signed by: root
    MIIBKTCB0KADAgECAgEFMAoGCCqGSM49BAMCMAwxCjAIBgNVBAMTAUkwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMTI4MD
    YwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEW4Ozip/O9F6StjoPLNdKA1uZFaDB
    DXnJfKhM39oQy2GPvx4r+1arSk+XqQRzxSRd0fth6uUQJVYZ6bPtCPiKoaMjMCEwDAYDVR0RBAUwA4IBaDARBgNVHS
    AECjAIMAYGBFUdIAAwCgYIKoZIzj0EAwIDSAAwRQIhAII8LDvSuZNSjPNtuy0bvIqiTHbrpnDqeMXWXPvrvLqpAiA0
    /fI5tCK7hoHC3vXe7e1Yp7LfqdWDNI6QKeTbXYMdmA==

    certificate: demanding
    signed by: root
    MIIBJDCBy6ADAgECAgEGMAoGCCqGSM49BAMCMAwxCjAIBgNVBAMTAUkwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMTI4MD
    YwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEW4Ozip/O9F6StjoPLNdKA1uZFaDB
    DXnJfKhM39oQy2GPvx4r+1arSk+XqQRzxSRd0fth6uUQJVYZ6bPtCPiKoaMeMBwwDAYDVR0RBAUwA4IBaDAMBgNVHS
    QEBTADgAEAMAoGCCqGSM49BAMCA0gAMEUCIDGuEzDVOL6Ylm0IfdFRt3t9PoMorDWSYJAjA1z1GNLDAiEAjxii47Di
    YllprB0EJF5dJy30taeETOdzEC57sVGsrNw=

    certificate: client of a
    signed by: root
    MIIBNjCB3qADAgECAgEHMAoGCCqGSM49BAMCMAwxCjAIBgNVBAMTAUkwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMTI4MD
    YwMDAwWjAMMQowCAYDVQQDEwFsMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEW4Ozip/O9F6StjoPLNdKA1uZFaDB
    DXnJfKhM39oQy2GPvx4r+1arSk+XqQRzxSRd0fth6uUQJVYZ6bPtCPiKoaMxMC8wDQYDVR0lBAYwBAYCKgMwDAYDVR
    0RBAUwA4IBaDAQBgNVHSAECTAHMAUGAyoDATAKBggqhkjOPQQDAgNHADBEAiA47YlELzFOVM3nnMkqCwbE4t8WAT0h
    sLRIHSywcde8/QIgFL+4b9ovSYZKkA/7gJkEIb+Cw2HBIkYv4NqanNJ3WmQ=

    certificate: a required
    signed by: root
    MIIBWDCB/6ADAgECAgEIMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFJMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEW4Ozip/O9F6StjoPLNdKA1uZ
    FaDBDXnJfKhM39oQy2GPvx4r+1arSk+XqQRzxSRd0fth6uUQJVYZ6bPtCPiKoaNPME0wDgYDVR0PAQH/BAQDAgIEMA
    8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwEAYDVR0gBAkwBzAFBgMqAwEwDAYDVR0kBAUwA4ABADAKBggqhkjO
    PQQDAgNIADBFAiAHDUQgwdLA/K/H7K6QNsoSmTHhhjukFLkunDWeIzAfWwIhAL5MWv8Z/MXBGy3weKWWPU1yc5wTBN
    PI5g7/X8hDvAhf

    certificate: a required later
    signed by: root
    MIIBWTCB/6ADAgECAgEJMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFJMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEW4Ozip/O9F6StjoPLNdKA1uZ
    FaDBDXnJfKhM39oQy2GPvx4r+1arSk+XqQRzxSRd0fth6uUQJVYZ6bPtCPiKoaNPME0wDgYDVR0PAQH/BAQDAgIEMA
    8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwEAYDVR0gBAkwBzAFBgMqAwEwDAYDVR0kBAUwA4ABATAKBggqhkjO
    PQQDAgNJADBGAiEAwxqiKegt6rv8M8n34QkyB3TRjAKcIjGaDzCpezpg29ECIQDqOyAgQXi5vPZfT8/8DCufMQUCVI
    lAG28CzArxpgVVHg==

    certificate: a required much later
    signed by: root
    MIIBVzCB/6ADAgECAgEKMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFJMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEW4Ozip/O9F6StjoPLNdKA1uZ
    FaDBDXnJfKhM39oQy2GPvx4r+1arSk+XqQRzxSRd0fth6uUQJVYZ6bPtCPiKoaNPME0wDgYDVR0PAQH/BAQDAgIEMA
    8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwEAYDVR0gBAkwBzAFBgMqAwEwDAYDVR0kBAUwA4ABAjAKBggqhkjO
    PQQDAgNHADBEAiABEat/dpw4jHDzgJpztATJ1DKzFqiExbHDFavzTzyiFwIgLrSRzY8m1Nf/y6SEyvlb0ad/kvAwPk
    GqPsoLrN6JQ98=

    certificate: none required
    signed by: root
    MIIBNzCB36ADAgECAgELMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFJMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEW4Ozip/O9F6StjoPLNdKA1uZ
    FaDBDXnJfKhM39oQy2GPvx4r+1arSk+XqQRzxSRd0fth6uUQJVYZ6bPtCPiKoaMvMC0wDgYDVR0PAQH/BAQDAgIEMA
    8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwCgYIKoZIzj0EAwIDRwAwRAIgbw3HgAEtka4vfjTY1qaw9UvdB/Sj
    oG9yE0w0KM8S924CIGXgjVI4vmLNemDR4cus7wkRBXnP8GEfVT0Idxy9mXKp

    certificate: any required
    signed by: root
    MIIBWzCCAQCgAwIBAgIBDDAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDDEKMAgGA1UEAxMBSTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFuDs4qfzvRekrY6DyzXSgNb
    mRWgwQ15yXyoTN/aEMthj78eK/tWq0pPl6kEc8UkXdH7YerlECVWGemz7Qj4iqGjUDBOMA4GA1UdDwEB/wQEAwICBD
    APBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMBEGA1UdIAQKMAgwBgYEVR0gADAMBgNVHSQEBTADgAEAMAoGCCqG
    SM49BAMCA0kAMEYCIQCw4pKRAaz6HboKfOJ7H2BZ88Qoacg8HPAIqbHHfSlHjAIhAKYx/vDo1GJydaR6ZkNwd3sH9S
    LXsIV9JrsPy37t3qtW

    certificate: no any
    signed by: root
    MIIBZTCCAQugAwIBAgIBDTAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDDEKMAgGA1UEAxMBSTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFuDs4qfzvRekrY6DyzXSgNb
    mRWgwQ15yXyoTN/aEMthj78eK/tWq0pPl6kEc8UkXdH7YerlECVWGemz7Qj4iqGjWzBZMA4GA1UdDwEB/wQEAwICBD
    APBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMBAGA1UdIAQJMAcwBQYDKgMBMAwGA1UdJAQFMAOAAQAwCgYDVR02
    BAMCAQAwCgYIKoZIzj0EAwIDSAAwRQIgUzkMkYs89kuYkWjlU79hCZYdiQEFkvhWy8yLBUlupecCIQCO+SxdU+G2Nn
    i+6Ln/CzYeM7T5GnFUHVCjMcn+1JWb6w==

    certificate: mapped
    signed by: root
    MIIBcDCCARagAwIBAgIBDjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDDEKMAgGA1UEAxMBSTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFuDs4qfzvRekrY6DyzXSgNb
    mRWgwQ15yXyoTN/aEMthj78eK/tWq0pPl6kEc8UkXdH7YerlECVWGemz7Qj4iqGjZjBkMA4GA1UdDwEB/wQEAwICBD
    APBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMBAGA1UdIAQJMAcwBQYDKgMBMAwGA1UdJAQFMAOAAQAwFQYDVR0h
    BA4wDDAKBgMqAwEGAyoDAjAKBggqhkjOPQQDAgNIADBFAiAJ0KGv/wxgOG+3TES2Wv5xwSx+ixCAsmD78R7k5+M85A
    IhAJWwV/b9JK8Z1cYuFw3dogAO7NIB3IuM4Vuk+jMdD0q2

    certificate: mapping inhibited
    signed by: root
    MIIBdDCCARmgAwIBAgIBDzAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDDEKMAgGA1UEAxMBSTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFuDs4qfzvRekrY6DyzXSgNb
    mRWgwQ15yXyoTN/aEMthj78eK/tWq0pPl6kEc8UkXdH7YerlECVWGemz7Qj4iqGjaTBnMA4GA1UdDwEB/wQEAwICBD
    APBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMBAGA1UdIAQJMAcwBQYDKgMBMA8GA1UdJAQIMAaAAQCBAQAwFQYD
    VR0hBA4wDDAKBgMqAwEGAyoDAjAKBggqhkjOPQQDAgNJADBGAiEAxivCPd1wbFzQB44ZAdh/wjKuiEqxXxCm049D+5
    vDTJcCIQCzE2ziIwplqPu6LrMT7gOJ9v6hEXEb3RYky2wAbO07Qg==

    certificate: any mapped
    signed by: root
    MIIBYzCCAQmgAwIBAgIBEDAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDEwRSb290MB4XDTI1MTEyODA2MDAwMFoXDTM1MT
    EyODA2MDAwMFowDDEKMAgGA1UEAxMBSTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFuDs4qfzvRekrY6DyzXSgNb
    mRWgwQ15yXyoTN/aEMthj78eK/tWq0pPl6kEc8UkXdH7YerlECVWGemz7Qj4iqGjWTBXMA4GA1UdDwEB/wQEAwICBD
    APBgNVHRMBAf8EBTADAQH/MAoGA1UdDgQDBAEBMBAGA1UdIAQJMAcwBQYDKgMBMBYGA1UdIQQPMA0wCwYEVR0gAAYD
    KgMCMAoGCCqGSM49BAMCA0gAMEUCIGeTkfNrZfSkXKhMe7FomrrC9he5yJYM6/tDYwKyCXnqAiEA1pZemMO2vU+fvl
    t1SqrIwZtHX/urH/arHrulRBOsZIA=

    certificate: none and mapped
    signed by: root
    MIIBUDCB96ADAgECAgERMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFJMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEW4Ozip/O9F6StjoPLNdKA1uZ
    FaDBDXnJfKhM39oQy2GPvx4r+1arSk+XqQRzxSRd0fth6uUQJVYZ6bPtCPiKoaNHMEUwDgYDVR0PAQH/BAQDAgIEMA
    8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwFgYDVR0hBA8wDTALBgRVHSAABgMqAwIwCgYIKoZIzj0EAwIDSAAw
    RQIgZQ+sqYQWbkUFwgawZ1MFuk7vJswXcsmfzBrRHGtobJsCIQDJH6KX6P8oJ4XUtqsxTJf/RJ7dtB5FdrS/rxFBZE
    PzqA==

    certificate: for clients
    signed by: root
    MIIBTTCB9KADAgECAgESMAoGCCqGSM49BAMCMA8xDTALBgNVBAMTBFJvb3QwHhcNMjUxMTI4MDYwMDAwWhcNMzUxMT
    I4MDYwMDAwWjAMMQowCAYDVQQDEwFJMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEW4Ozip/O9F6StjoPLNdKA1uZ
    FaDBDXnJfKhM39oQy2GPvx4r+1arSk+XqQRzxSRd0fth6uUQJVYZ6bPtCPiKoaNEMEIwDgYDVR0PAQH/BAQDAgIEMB
    MGA1UdJQQMMAoGCCsGAQUFBwMCMA8GA1UdEwEB/wQFMAMBAf8wCgYDVR0OBAMEAQEwCgYIKoZIzj0EAwIDSAAwRQIg
    NDqVUbCSa2Yb2VzyqZQhjVetZeUIlszM9YQMdntxMOoCIQDATKhzi2Fuq2e8Wco+lHpEv655g6pUL88/yqQotFW/5Q
    ==

    case: a policy required, and there
    given: h||1795845600|0|0|1.3|of a,a required|root
    go: ok

    case: a policy required, and another there
    given: h||1795845600|0|0|1.3|of b,a required|root
    go: tls: failed to verify certificate: x509: no valid chains built: 1 candidate chains \#
    with invalid policies

    case: a policy required, and none there
    given: h||1795845600|0|0|1.3|plain,a required|root
    go: tls: failed to verify certificate: x509: no valid chains built: 1 candidate chains \#
    with invalid policies

    case: a policy required, and any there
    given: h||1795845600|0|0|1.3|of any,a required|root
    go: ok

    case: a policy required one certificate later, and none there
    given: h||1795845600|0|0|1.3|plain,a required later|root
    go: tls: failed to verify certificate: x509: no valid chains built: 1 candidate chains \#
    with invalid policies

    case: a policy required two certificates later, and none there
    given: h||1795845600|0|0|1.3|plain,a required much later|root
    go: ok

    case: a leaf that requires a policy, and has none
    given: h||1795845600|0|0|1.3|demanding,none required|root
    go: tls: failed to verify certificate: x509: no valid chains built: 1 candidate chains \#
    with invalid policies

    case: any policy allowed
    given: h||1795845600|0|0|1.3|of b,any required|root
    go: ok

    case: any policy there, and inhibited
    given: h||1795845600|0|0|1.3|of any,no any|root
    go: tls: failed to verify certificate: x509: no valid chains built: 1 candidate chains \#
    with invalid policies

    case: a policy mapped to the leaf's
    given: h||1795845600|0|0|1.3|of b,mapped|root
    go: ok

    case: a policy mapped to another than the leaf's
    given: h||1795845600|0|0|1.3|of a,mapped|root
    go: tls: failed to verify certificate: x509: no valid chains built: 1 candidate chains \#
    with invalid policies

    case: a mapping in the certificate that inhibits mappings below
    given: h||1795845600|0|0|1.3|of b,mapping inhibited|root
    go: ok

    case: a mapping from any policy
    given: h||1795845600|0|0|1.3|of b,any mapped|root
    go: tls: failed to verify certificate: x509: no valid chains built: 1 candidate chains \#
    with invalid policies

    case: bad policies, and nothing else looked at
    given: h||1795845600|0|0|1.3|client of a,any mapped|root
    go: tls: failed to verify certificate: x509: no valid chains built: 1 candidate chains \#
    with invalid policies

    case: a mapping from any policy where there are none
    given: h||1795845600|0|0|1.3|of b,none and mapped|root
    go: ok

    case: two chains, of which one is good
    given: h||1795845600|0|0|1.3|of b,a required,none required|root
    go: ok

    case: two chains, of which one has bad policies and one is not for servers
    given: h||1795845600|0|0|1.3|of b,a required,for clients|root
    go: tls: failed to verify certificate: x509: no valid chains built: 1 candidate chains \#
    with incompatible key usage, 1 candidate chains with invalid policies

    """#
}
